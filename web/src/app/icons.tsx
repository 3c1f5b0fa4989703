/** The icons of the navigation, named by what they stand for here. */
export { ApiOutlined, EnvironmentOutlined, TeamOutlined, ThunderboltOutlined as PulseOutlined } from "@ant-design/icons";
