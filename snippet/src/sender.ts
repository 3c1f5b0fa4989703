// Carries calls to the server in batches, each call until the server has answered for it.
//
// Invariants: one regular request at a time; a call keeps its messageId through every retry, so that the server counts
// it once; the queue is bounded (the oldest go first); nothing leaves while `open` is false, that is before consent.
import type { Storage } from "./storage.ts";
import type { Browser, Fields, Item } from "./types.ts";

const QUEUE_ITEMS = 1000;
const BATCH_ITEMS = 50;
/** Browsers allow 64 KB for all requests that outlive a page together. */
const BATCH_BYTES = 56 * 1024;
/** The server refuses a larger call; sending it would only spoil the answer for the others. */
const ITEM_BYTES = 32 * 1024;
const GATHER_MS = 500;
const BACKOFF_MS = 1000;
const BACKOFF_LIMIT_MS = 60000;
const ATTEMPTS = 10;

export class Sender {
  open = false;
  queue: Item[] = [];
  private sending = false;
  private attempts = 0;
  private notBefore = 0;
  private askedToWait = false;
  private timer: unknown;
  private era = 0;

  constructor(
    private browser: Browser,
    private storage: Storage,
    private url: string,
    private writeKey: string,
    private environment: Fields,
  ) {}

  add(item: Item): void {
    if (this.bytes(item) > ITEM_BYTES) {
      this.browser.console.warn("rapport: dropped a call over 32 KB", item.type);
      return;
    }
    this.queue.push(item);
    this.bound();
    if (this.queue.length >= BATCH_ITEMS) this.flush();
    else this.wake(GATHER_MS);
  }

  flush(): void {
    if (!this.open || this.sending || !this.queue.length) return;
    const wait = this.notBefore - Date.now();
    if (wait > 0) return this.wake(wait);
    this.sending = true;
    this.post(this.take(BATCH_BYTES));
  }

  /** The page may be going: send what fits now, in a request that outlives it, and keep the rest for the next page. */
  leave(): void {
    if (!this.open) return;
    const waiting = this.askedToWait && this.notBefore > Date.now();
    if (!this.sending && !waiting && this.queue.length) {
      this.sending = true;
      this.post(this.take(BATCH_BYTES), true);
    }
    if (this.queue.length && this.storage.stash(this.queue)) this.queue = [];
  }

  /** The page is back, or starts: take up what an earlier one left. */
  resume(): void {
    if (!this.open) return;
    this.queue = this.storage.unstash().concat(this.queue);
    this.bound();
    this.flush();
  }

  online(): void {
    if (!this.askedToWait) this.notBefore = 0;
    this.flush();
  }

  /** Consent is withdrawn: what waits is dropped, and what is out is not sent again. */
  clear(): void {
    this.era++;
    this.queue = [];
    this.open = false;
  }

  private wake(delay: number): void {
    if (this.timer || !this.open) return;
    this.timer = this.browser.setTimeout(() => {
      this.timer = 0;
      this.flush();
    }, delay);
  }

  private bytes(value: unknown): number {
    return new TextEncoder().encode(JSON.stringify(value)).length;
  }

  private bound(): void {
    this.queue.splice(0, this.queue.length - QUEUE_ITEMS);
  }

  private take(limit: number): Item[] {
    let count = 0;
    let size = 1024;
    while (count < this.queue.length && count < BATCH_ITEMS) {
      size += this.bytes(this.queue[count]);
      if (count && size > limit) break;
      count++;
    }
    return this.queue.splice(0, count);
  }

  /**
   * text/plain and the key in the body spare the browser a preflight request before each batch.
   * Every request has `keepalive`, so leaving the page in the middle of one loses nothing.
   */
  private post(batch: Item[], leaving = false): void {
    const { browser, era } = this;
    const body = JSON.stringify({
      batch,
      context: this.environment,
      writeKey: this.writeKey,
      sentAt: new Date().toISOString(),
    });
    if (leaving && !("keepalive" in browser.Request.prototype) && browser.navigator.sendBeacon(this.url, body)) {
      this.sending = false;
      return;
    }
    browser
      .fetch(this.url, {
        method: "POST",
        body,
        keepalive: true,
        credentials: "omit",
        headers: { "Content-Type": "text/plain" },
      })
      .then(
        (response) => this.answered(era === this.era ? batch : [], response),
        () => this.retry(era === this.era ? batch : []),
      );
  }

  private answered(batch: Item[], response: Response): void {
    const { status } = response;
    if (retryable(status)) return this.retry(batch, response.headers.get("Retry-After"));
    // A 400 names the calls that were refused; the others of the batch were kept.
    if (status >= 400) this.browser.console.warn("rapport: the server refused a batch", status);
    this.finished();
  }

  private retry(batch: Item[], retryAfter?: string | null): void {
    if (!batch.length) return this.finished();
    this.sending = false;
    this.attempts++;
    if (this.attempts >= ATTEMPTS) return this.finished();
    this.queue = batch.concat(this.queue);
    this.bound();
    const asked = retryAfter ? waitOf(retryAfter) : 0;
    const backoff = Math.min(BACKOFF_MS * 2 ** (this.attempts - 1), BACKOFF_LIMIT_MS);
    this.askedToWait = asked > 0;
    this.notBefore = Date.now() + (asked || backoff * (0.5 + Math.random() / 2));
    this.flush();
  }

  private finished(): void {
    this.sending = false;
    this.attempts = 0;
    this.askedToWait = false;
    this.flush();
  }
}

/** The same answers that the stock SDKs retry. */
function retryable(status: number): boolean {
  return [408, 410, 429, 460].includes(status) || (status >= 500 && ![501, 505, 511].includes(status));
}

/** Retry-After in milliseconds: seconds, or a date. */
function waitOf(value: string): number {
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  return wait > 0 ? wait : 0;
}
