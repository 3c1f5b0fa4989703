import type { Browser, Id } from "./types.ts";

/** A random UUID v4. `crypto.randomUUID` is missing on plain-HTTP pages, so there it is made by hand. */
export function uuid(browser: Browser): string {
  const { crypto } = browser;
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 15) | 64;
  bytes[8] = (bytes[8]! & 63) | 128;
  const hex = Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Ids travel as strings. An empty one is no id; zero is one. */
export function text(id: Id): string | undefined {
  return id === null || id === undefined || id === "" ? undefined : String(id);
}
