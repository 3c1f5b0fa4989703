/** The permissions the screens ask for. The server decides; these only keep people from doors that would not open. */
export const permissions = {
  mergeCustomers: "customers:merge",
  readSources: "sources:read",
  writeSources: "sources:write",
  writeTouchpoints: "touchpoints:write",
} as const;
