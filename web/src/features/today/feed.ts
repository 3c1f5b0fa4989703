/**
 * The live touches of the page, outside of React. Touches may come in at any rate; subscribers are woken a few times a
 * second at most, with one new snapshot. The list is bounded, so a day of listening holds no more than a minute.
 */
import type { Touch } from "../../api/types";
import type { StreamState } from "../../api/stream";

export const shownAtMost = 120;
const flushEveryMs = 250;
const rateWindowMs = 5_000;
const absenceMs = 60_000;

export interface FeedSnapshot {
  touches: readonly Touch[];
  state: StreamState;
  paused: boolean;
  /** Arrived since the pause. */
  waiting: number;
  /** Touches a second over the last seconds. */
  rate: number;
  /** Arrived by channel since the feed began: what the day's figures do not count yet. */
  arrived: Readonly<Record<string, number>>;
}

export class Feed {
  #snapshot: FeedSnapshot = { touches: [], state: "connecting", paused: false, waiting: 0, rate: 0, arrived: {} };
  #pending: Touch[] = [];
  #held: readonly Touch[] = [];
  #waiting = 0;
  #arrivals: number[] = [];
  #arrived: Record<string, number> = {};
  #leftAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): FeedSnapshot => this.#snapshot;

  add(touch: Touch): void {
    this.#pending.push(touch);
    // In a hidden tab timers come seldom; what could never be shown is not kept either.
    if (this.#pending.length > shownAtMost * 4) this.#absorb();
    this.#timer ??= setTimeout(this.#flush, flushEveryMs);
  }

  setState(state: StreamState): void {
    this.#publish({ state });
  }

  setPaused(paused: boolean): void {
    this.#absorb();
    if (!paused) this.#waiting = 0;
    this.#publish({ paused, waiting: this.#waiting, ...(paused ? {} : { touches: this.#held }) });
  }

  /** The day's figures were read anew and count everything until now. */
  settle(): void {
    this.#arrived = {};
    this.#publish({ arrived: {} });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#absorb();
    this.#leftAt = Date.now();
  }

  /** Where to go on after a short absence. After a long one there is too much to catch up with, and it begins anew. */
  resumeAfter(): number | undefined {
    return Date.now() - this.#leftAt < absenceMs ? this.#held[0]?.seq : undefined;
  }

  #flush = (): void => {
    this.#timer = undefined;
    this.#absorb();
    const paused = this.#snapshot.paused;
    this.#publish({
      rate: this.#rate(),
      waiting: this.#waiting,
      arrived: { ...this.#arrived },
      ...(paused ? {} : { touches: this.#held }),
    });
    // Keep looking until the rate has come down to nothing.
    if (this.#arrivals.length > 0) this.#timer = setTimeout(this.#flush, this.#pending.length > 0 ? flushEveryMs : 1_000);
  };

  #absorb(): void {
    if (this.#pending.length === 0) return;
    const now = Date.now();
    for (const touch of this.#pending) {
      this.#arrivals.push(now);
      const channel = touch.channel ?? "other";
      this.#arrived[channel] = (this.#arrived[channel] ?? 0) + 1;
    }
    if (this.#snapshot.paused) this.#waiting += this.#pending.length;
    this.#held = [...this.#pending.reverse(), ...this.#held].slice(0, shownAtMost);
    this.#pending = [];
  }

  #rate(): number {
    const since = Date.now() - rateWindowMs;
    this.#arrivals = this.#arrivals.filter((at) => at >= since);
    return this.#arrivals.length / (rateWindowMs / 1000);
  }

  #publish(change: Partial<FeedSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#listeners.forEach((notify) => notify());
  }
}
