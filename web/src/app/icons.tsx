/** The icons of the navigation, named by what they stand for here. */
export {
  DatabaseOutlined as DataIcon,
  EnvironmentOutlined as TouchpointsIcon,
  SettingOutlined as SettingsIcon,
  TeamOutlined as CustomersIcon,
  ThunderboltOutlined as TodayIcon,
} from "@ant-design/icons";
