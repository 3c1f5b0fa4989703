// The snippet's public face: consent first, then the calls.
//
// Invariants: while consent is pending nothing is stored or sent, and calls wait in memory under an id that only this
// page knows; a grant keeps them, a denial drops them. A visitor's Do-Not-Track or Global Privacy Control is a denial.
//
// One more call: add a method here, its name to METHODS, and its line to the README and the loader.
import { Page, environment, refuses } from "./context.ts";
import { text, uuid } from "./ids.ts";
import { Sender } from "./sender.ts";
import { Storage } from "./storage.ts";
import type { Browser, Consent, Fields, Id, Item, LoadOptions, Visitor } from "./types.ts";

export const METHODS = ["load", "identify", "track", "page", "group", "alias", "reset", "consent"] as const;
export type Call = [method: string, ...args: unknown[]];

export class Rapport {
  private state: Consent = "pending";
  private visitor: Visitor;
  /** Whether this page may still turn out to be an earlier visitor's; a sign-out ends that. */
  private mayBeKnown = true;
  private early: Call[] = [];
  private storage!: Storage;
  private sender?: Sender;
  private where!: Page;

  constructor(
    private browser: Browser,
    private origin: string,
  ) {
    this.visitor = { anonymousId: uuid(browser) };
  }

  /** Takes a call as the loader records it; calls before `load` wait for it. */
  push(...calls: Call[]): void {
    calls.forEach((call) => this.call(...call));
  }

  call(name: string, ...args: unknown[]): unknown {
    const method = name as (typeof METHODS)[number];
    if (!METHODS.includes(method)) return undefined;
    if (this.sender || method === "load") return (this[method] as (...args: unknown[]) => unknown)(...args);
    this.early.push([name, ...args]);
    return undefined;
  }

  load(writeKey: string, options: LoadOptions = {}): void {
    if (this.sender || !writeKey) return;
    const { browser } = this;
    const host = (options.host || this.origin).replace(/\/+$/, "");
    const url = (/^https?:/.test(host) ? host : "https://" + host) + "/v1/batch";
    this.where = new Page(browser);
    this.storage = new Storage(browser, options.cookieDomain);
    this.sender = new Sender(browser, this.storage, url, writeKey, environment(browser));
    this.consent(options.consent || (this.storage.visitor() ? "granted" : "pending"));
    this.listen();
    this.push(...this.early.splice(0));
    if (options.autoPage !== false) this.watchPages();
  }

  /** Sets what the visitor decided; without an argument tells what holds now. */
  consent(choice?: Consent): Consent {
    const { sender, storage } = this;
    if (!sender || !choice) return this.state;
    this.state = refuses(this.browser) ? "denied" : choice;
    sender.open = storage.allowed = this.state === "granted";
    if (this.state === "granted") this.keep();
    if (this.state === "denied") {
      sender.clear();
      storage.forget();
      this.visitor = { anonymousId: uuid(this.browser) };
    }
    return this.state;
  }

  identify(userId?: Id | Fields, traits?: Fields): void {
    const isTraits = typeof userId === "object" && userId !== null;
    const id = isTraits ? undefined : text(userId as Id);
    // Another person signs in without a sign-out in between: a fresh anonymous id keeps the two apart.
    if (id && this.visitor.userId && this.visitor.userId !== id) this.renew();
    if (id) this.remember({ ...this.visitor, userId: id });
    this.send("identify", { traits: (isTraits ? (userId as Fields) : traits) || {} });
  }

  track(event: string, properties?: Fields): void {
    if (event) this.send("track", { event: String(event), properties: properties || {} });
  }

  /** `page()`, `page(name)`, `page(category, name)`, each with properties last. */
  page(...args: unknown[]): void {
    const words = args.filter((word): word is string => typeof word === "string");
    const properties = args.find((value) => typeof value === "object" && value) as Fields | undefined;
    const [category, name] = words.length > 1 ? words : [undefined, words[0]];
    this.where.moved();
    this.send("page", { category, name, properties: { ...this.where.view(), ...properties } });
  }

  group(groupId: Id, traits?: Fields): void {
    const id = text(groupId);
    if (!id) return;
    this.remember({ ...this.visitor, groupId: id });
    this.send("group", { groupId: id, traits: traits || {} });
  }

  alias(userId: Id, previousId?: Id): void {
    const id = text(userId);
    if (!id) return;
    const previous = text(previousId) || this.visitor.userId || this.visitor.anonymousId;
    this.remember({ ...this.visitor, userId: id });
    this.send("alias", { userId: id, previousId: previous });
  }

  /** Signs the visitor out: what follows belongs to nobody known. */
  reset(): void {
    this.renew();
  }

  private send(type: Item["type"], fields: Partial<Item>): void {
    if (!this.sender || this.state === "denied") return;
    this.sender.add({
      type,
      messageId: uuid(this.browser),
      originalTimestamp: new Date().toISOString(),
      anonymousId: this.visitor.anonymousId,
      userId: this.visitor.userId,
      ...fields,
      context: { ...this.where.context(), ...(this.visitor.groupId && { groupId: this.visitor.groupId }) },
    });
  }

  /** Consent was given: the waiting calls join the visitor known from an earlier page, if there is one. */
  private keep(): void {
    const known = this.storage.visitor();
    const { anonymousId, userId } = this.visitor;
    const samePerson = known && (!userId || !known.userId || known.userId === userId);
    if (known && samePerson && this.mayBeKnown) {
      this.sender!.queue.forEach((item) => {
        item.anonymousId = known.anonymousId;
        item.userId = item.userId || known.userId;
        if (item.previousId === anonymousId) item.previousId = known.userId || known.anonymousId;
      });
      this.visitor = { ...known, ...this.visitor, anonymousId: known.anonymousId };
    }
    this.storage.remember(this.visitor);
    this.sender!.resume();
  }

  private renew(): void {
    this.mayBeKnown = false;
    this.remember({ anonymousId: uuid(this.browser) });
  }

  private remember(visitor: Visitor): void {
    this.visitor = visitor;
    this.storage.remember(visitor);
  }

  private listen(): void {
    const { browser, sender } = this;
    const { document } = browser;
    browser.addEventListener("pagehide", () => sender!.leave());
    browser.addEventListener("online", () => sender!.online());
    document.addEventListener("visibilitychange", () =>
      document.visibilityState === "hidden" ? sender!.leave() : sender!.resume(),
    );
  }

  /** Page views of this page, of a single-page site's later ones, and of a page that the back button brings back. */
  private watchPages(): void {
    const { browser, where } = this;
    const document = browser.document as Document & { prerendering?: boolean };
    const { history } = browser;
    const pushState = history.pushState;
    // The router sets the title after the address, so the view is read one turn later.
    const look = () => browser.setTimeout(() => where.moved() && this.page(), 0);
    history.pushState = function (...args) {
      pushState.apply(this, args);
      look();
    };
    browser.addEventListener("popstate", look);
    browser.addEventListener("pageshow", (event) => {
      if (event.persisted) this.page();
    });
    // A page that the browser prepares in advance was not seen by anybody yet.
    if (document.prerendering) document.addEventListener("prerenderingchange", () => this.page(), { once: true });
    else this.page();
  }
}
