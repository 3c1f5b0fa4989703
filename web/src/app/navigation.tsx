/**
 * The places of the interface in the order people need them, each with the permission its pages take.
 * One more page: a section here under its place; the sidebar, the phone's bar, the tabs and the command palette follow.
 */
import type { ReactNode } from "react";
import { permissions } from "../api/permissions";
import type { Permission } from "../api/permissions";
import { useSession } from "../api/session";
import { CustomersIcon, DataIcon, SettingsIcon, TodayIcon, TouchpointsIcon } from "./icons";

export const sections = {
  data: [
    { key: "sources", to: "/sources", needs: permissions.readSources },
    { key: "imports", to: "/imports", needs: permissions.readImports },
    { key: "plan", to: "/tracking-plan", needs: permissions.readPlan },
    { key: "forms", to: "/forms", needs: permissions.readForms },
    { key: "webhooks", to: "/webhooks", needs: permissions.readWebhooks },
  ],
  settings: [
    { key: "company", to: "/settings/company", needs: permissions.readSettings },
    { key: "people", to: "/settings/people", needs: permissions.readPeople },
    { key: "units", to: "/settings/units", needs: permissions.readUnits },
    { key: "tokens", to: "/settings/tokens", needs: permissions.readTokens },
    { key: "audit", to: "/settings/audit", needs: permissions.readAudit },
    { key: "backup", to: "/settings/backup", needs: permissions.writeBackup },
    { key: "health", to: "/settings/health", needs: permissions.writeSettings },
  ],
} as const satisfies Record<string, readonly { key: string; to: string; needs: Permission }[]>;

export type SectionGroup = keyof typeof sections;
export type Section = (typeof sections)[SectionGroup][number];

interface Place {
  key: "today" | "customers" | "touchpoints" | SectionGroup;
  to: "/" | "/customers" | "/touchpoints" | Section["to"];
  icon: ReactNode;
  /** Further addresses that belong to it. */
  also: readonly string[];
}

export function useSections(group: SectionGroup): Section[] {
  const { permissions: mine } = useSession();
  return sections[group].filter(({ needs }) => mine.includes(needs));
}

/** Only what the signed-in person may open. */
export function usePlaces(): Place[] {
  const data = useSections("data");
  const settings = useSections("settings");
  const grouped = (key: SectionGroup, icon: ReactNode, found: Section[]): Place[] =>
    found[0] ? [{ key, to: found[0].to, icon, also: found.map(({ to }) => to) }] : [];
  return [
    { key: "today", to: "/", icon: <TodayIcon />, also: [] },
    { key: "customers", to: "/customers", icon: <CustomersIcon />, also: [] },
    { key: "touchpoints", to: "/touchpoints", icon: <TouchpointsIcon />, also: [] },
    ...grouped("data", <DataIcon />, data),
    ...grouped("settings", <SettingsIcon />, settings),
  ];
}
