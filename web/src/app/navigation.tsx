/**
 * The places of the interface in the order people need them, with the permission each takes.
 * One more place: an entry here; the sidebar and the phone's bottom bar follow.
 */
import type { ReactNode } from "react";
import { ApiOutlined, EnvironmentOutlined, PulseOutlined, TeamOutlined } from "./icons";

export interface Place {
  key: "today" | "customers" | "touchpoints" | "sources";
  to: "/" | "/customers" | "/touchpoints" | "/sources";
  icon: ReactNode;
}

export const places: Place[] = [
  { key: "today", to: "/", icon: <PulseOutlined /> },
  { key: "customers", to: "/customers", icon: <TeamOutlined /> },
  { key: "touchpoints", to: "/touchpoints", icon: <EnvironmentOutlined /> },
  { key: "sources", to: "/sources", icon: <ApiOutlined /> },
];
