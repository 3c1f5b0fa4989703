// What the snippet says about the page and the browser.
//
// One more click id: add its parameter to CLICK_IDS. One more fact about the browser: add it to `environment`
// when it stays the same for the page's life (sent once a batch), to `pageContext` when it may change.
import type { Browser, Fields } from "./types.ts";

const CLICK_IDS =
  "gclid gbraid wbraid dclid fbclid msclkid ttclid twclid li_fat_id yclid epik ScCid rdt_cid igshid bd_vid qhclickid gdt_vid";

/** The facts that hold for a whole batch; the server merges them into each item. */
export function environment(browser: Browser): Fields {
  const { navigator, screen } = browser;
  return {
    library: { name: "rapport.js", version: VERSION },
    locale: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screen: { width: screen.width, height: screen.height, density: browser.devicePixelRatio },
    userAgent: navigator.userAgent,
  };
}

/** Follows the address of the page: referrers inside a single-page site, and the campaign that brought the visitor. */
export class Page {
  private referrer: string;
  private address: string;
  private campaign: Fields = {};

  constructor(private browser: Browser) {
    this.referrer = browser.document.referrer;
    this.address = this.url();
    this.readCampaign();
  }

  /** Notices a navigation without reload; true when the address really changed. */
  moved(): boolean {
    const now = this.url();
    if (now === this.address) return false;
    this.referrer = this.address;
    this.address = now;
    this.readCampaign();
    return true;
  }

  /** What `context.page` and the properties of a page view hold. */
  view(): Fields {
    const { location, document } = this.browser;
    return {
      path: location.pathname,
      url: this.url(),
      search: location.search,
      title: document.title,
      referrer: this.referrer,
    };
  }

  context(): Fields {
    return { page: this.view(), ...this.campaign };
  }

  /** The fragment is left out, as sign-ins put secrets there, unless it is the route of a single-page site. */
  private url(): string {
    const { href, hash } = this.browser.location;
    return /^#[/!]/.test(hash) ? href : href.split("#")[0]!;
  }

  /** The landing page's campaign counts until another address brings a new one. */
  private readCampaign(): void {
    const query = new URLSearchParams(this.browser.location.search);
    const utm: Fields = {};
    query.forEach((value, key) => {
      if (key.startsWith("utm_") && value) utm[key === "utm_campaign" ? "name" : key.slice(4)] = value;
    });
    const clicks: Fields = {};
    CLICK_IDS.split(" ").forEach((key) => {
      const value = query.get(key);
      if (value) clicks[key] = value;
    });
    const found: Fields = {};
    if (Object.keys(utm).length) found.campaign = utm;
    if (Object.keys(clicks).length) found.clickIds = clicks;
    if (Object.keys(found).length) this.campaign = found;
  }
}

/** Do-Not-Track and Global Privacy Control are the visitor's own word, and above whatever the page says. */
export function refuses(browser: Browser): boolean {
  const navigator = browser.navigator as Navigator & { globalPrivacyControl?: boolean };
  const signal = navigator.doNotTrack || (browser as { doNotTrack?: string }).doNotTrack;
  return navigator.globalPrivacyControl === true || signal === "1" || signal === "yes";
}

declare const VERSION: string;
