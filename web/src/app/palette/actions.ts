/**
 * What one can begin from anywhere. One more: a line here with the permission it takes, and its words in
 * `palette.actions` of both languages; the palette follows.
 */
import { permissions } from "../../api/permissions";
import type { Permission } from "../../api/permissions";

export const actions = [
  { key: "new_source", href: "/sources?new=true", needs: permissions.writeSources },
  { key: "import", href: "/imports/new", needs: permissions.writeImports },
  { key: "new_webhook", href: "/webhooks?new=true", needs: permissions.writeWebhooks },
  { key: "invite", href: "/settings/people", needs: permissions.writePeople },
  { key: "welcome", href: "/welcome?step=doors", needs: permissions.writeSettings },
] as const satisfies readonly { key: string; href: string; needs: Permission }[];

export type ActionKey = (typeof actions)[number]["key"];
