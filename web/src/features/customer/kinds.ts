/**
 * Kinds of identity in a drawing: a sign and a colour each. Text always says the kind as well.
 * One more kind: its family here; the signs are outlines on a grid of 24.
 */
const signs = {
  mail: "M20 4H4a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V6a2 2 0 0 0-2-2zm0 4l-8 5-8-5V6l8 5 8-5z",
  phone: "M7 2h10a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zm0 3v12h10V5zm5 13.2a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm0 2c-2.7 0-8 1.3-8 4v2h16v-2c0-2.7-5.3-4-8-4z",
  chat: "M20 3H4a2 2 0 0 0-2 2v16l4-4h14a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2z",
  card: "M20 4H4a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V6a2 2 0 0 0-2-2zm0 14H4v-7h16zm0-10H4V6h16z",
  screen: "M20 3H4a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h5v2H7v2h10v-2h-2v-2h5a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2zm0 13H4V5h16z",
  bag: "M19 7h-2a5 5 0 0 0-10 0H5v13a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2zm-7-3a3 3 0 0 1 3 3H9a3 3 0 0 1 3-3z",
} as const;

const families: Record<string, { sign: keyof typeof signs; color: string }> = {
  email: { sign: "mail", color: "#8a6bbf" },
  phone: { sign: "phone", color: "#3f7fbf" },
  user_id: { sign: "person", color: "#2f8f83" },
  id_hash: { sign: "person", color: "#2f8f83" },
  openid: { sign: "chat", color: "#4a9d5b" },
  unionid: { sign: "chat", color: "#4a9d5b" },
  external_userid: { sign: "chat", color: "#4a9d5b" },
  psid: { sign: "chat", color: "#4f86d9" },
  bsuid: { sign: "chat", color: "#4fae7a" },
  card: { sign: "card", color: "#b98a2c" },
  plate: { sign: "card", color: "#b98a2c" },
  order: { sign: "bag", color: "#c0678a" },
  device: { sign: "screen", color: "#7d8f99" },
  anonymous_id: { sign: "screen", color: "#7d8f99" },
};

export interface KindLook {
  path: string;
  color: string;
}

export function kindLook(kind: string): KindLook {
  const { sign, color } = families[kind] ?? { sign: "person" as const, color: "#7d8f99" };
  return { path: signs[sign], color };
}
