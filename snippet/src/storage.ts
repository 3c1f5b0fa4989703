// What outlives the page, and only after consent: the visitor's ids, and calls that could not be sent.
//
// Invariant: nothing is written while `allowed` is false, and `forget` leaves no trace. Only the client sets `allowed`.
import type { Browser, Item, Visitor } from "./types.ts";

const VISITOR = "rapport";
const UNSENT = "rapport_unsent";
const UNSENT_ITEMS = 200;
const YEAR_SECONDS = 31536000;

export class Storage {
  allowed = false;

  constructor(
    private browser: Browser,
    private cookieDomain?: string,
  ) {}

  /** The visitor remembered from an earlier page; having one means that consent was given. */
  visitor(): Visitor | undefined {
    const stored = this.get<Visitor>(VISITOR);
    if (stored?.anonymousId) return stored;
    const found = this.cookieDomain && /(?:^|; )rapport=([\w-]+)/.exec(this.browser.document.cookie);
    return found ? { anonymousId: found[1]! } : undefined;
  }

  remember(visitor: Visitor): void {
    this.set(VISITOR, visitor);
    if (this.allowed) this.cookie(visitor.anonymousId, YEAR_SECONDS);
  }

  /** Adds to what another tab may have left; false when the browser would not keep it. */
  stash(items: Item[]): boolean {
    return this.allowed && this.set(UNSENT, this.unstash().concat(items).slice(-UNSENT_ITEMS));
  }

  /** Takes back the unsent calls. Two tabs may both take them: the message ids let the server count them once. */
  unstash(): Item[] {
    const items = this.allowed && this.get<Item[]>(UNSENT);
    if (!items) return [];
    this.remove(UNSENT);
    return Array.isArray(items) ? items : [];
  }

  forget(): void {
    this.remove(VISITOR);
    this.remove(UNSENT);
    if (this.cookieDomain && /(?:^|; )rapport=/.test(this.browser.document.cookie)) this.cookie("", 0);
  }

  private cookie(value: string, age: number): void {
    if (!this.cookieDomain) return;
    const secure = this.browser.location.protocol === "https:" ? ";secure" : "";
    this.browser.document.cookie = `rapport=${value};domain=${this.cookieDomain};path=/;max-age=${age};samesite=lax${secure}`;
  }

  // Storage may be switched off or full; then the visitor lives as long as the page.
  private get<T>(key: string): T | undefined {
    try {
      return JSON.parse(this.browser.localStorage.getItem(key) || "null") || undefined;
    } catch {
      return undefined;
    }
  }

  private set(key: string, value: unknown): boolean {
    if (!this.allowed) return false;
    try {
      this.browser.localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  private remove(key: string): void {
    try {
      this.browser.localStorage.removeItem(key);
    } catch {
      // See above.
    }
  }
}
