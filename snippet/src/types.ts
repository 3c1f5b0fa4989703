// The shapes that cross the snippet's modules and the wire.

export type Consent = "granted" | "pending" | "denied";
export type Fields = Record<string, unknown>;
export type Id = string | number | null | undefined;

/** What `rapport.load` takes beside the write key. */
export interface LoadOptions {
  /** Where the Rapport server is; by default, where this script came from. */
  host?: string;
  /** Left out, an earlier visit's grant is remembered and otherwise nothing is stored yet. */
  consent?: Consent;
  /** Record page views by itself, also of single-page sites; on by default. */
  autoPage?: boolean;
  /** Share the anonymous id between subdomains by a cookie, for example `.example.com`. */
  cookieDomain?: string;
}

/** One call on its way to the server, in the tracking API's words. */
export interface Item {
  type: "identify" | "track" | "page" | "group" | "alias";
  messageId: string;
  originalTimestamp: string;
  anonymousId: string;
  userId?: string;
  previousId?: string;
  groupId?: string;
  event?: string;
  category?: string;
  name?: string;
  properties?: Fields;
  traits?: Fields;
  context: Fields;
}

/** Who is in front of the screen, as far as this browser was told. */
export interface Visitor {
  anonymousId: string;
  userId?: string;
  groupId?: string;
}

/** The parts of a browser window that the snippet uses; tests pass a small fake. */
export type Browser = Window & typeof globalThis;
