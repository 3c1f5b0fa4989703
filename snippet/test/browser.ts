// A browser small enough to read: only what the snippet touches, with a network that answers as told.
import { install } from "../src/main.ts";
import type { Browser, Fields, Item } from "../src/types.ts";

export interface Sent {
  url: string;
  body: { batch: Item[]; context: Fields; writeKey: string; sentAt: string };
  init: RequestInit;
}

type Answer = { status: number; headers?: Record<string, string> } | "offline" | "never";

export interface FakeBrowser {
  window: Browser;
  rapport: ReturnType<typeof install>;
  sent: Sent[];
  beacons: string[];
  stored: Map<string, string>;
  cookies: string[];
  warnings: unknown[][];
  answers: Answer[];
  /** Visits an address as a single-page site's router does. */
  push(address: string): void;
  fire(name: string, event?: object): void;
  hide(): void;
  show(): void;
  items(): Item[];
}

export interface Setting {
  href?: string;
  referrer?: string;
  navigator?: object;
  stored?: Map<string, string>;
  stub?: unknown[][];
  keepalive?: boolean;
  crypto?: object;
  script?: string;
}

export function browser(setting: Setting = {}): FakeBrowser {
  const listeners: Record<string, ((event: object) => void)[]> = {};
  const listen = (name: string, handler: (event: object) => void) => (listeners[name] ??= []).push(handler);
  const sent: Sent[] = [];
  const beacons: string[] = [];
  const cookies: string[] = [];
  const warnings: unknown[][] = [];
  const answers: Answer[] = [];
  const stored = setting.stored ?? new Map<string, string>();
  let address = new URL(setting.href ?? "https://shop.example/");

  const fetch = (url: string, init: RequestInit) => {
    sent.push({ url, init, body: JSON.parse(init.body as string) });
    const answer = answers.shift() ?? { status: 200 };
    if (answer === "never") return new Promise(() => undefined);
    if (answer === "offline") return Promise.reject(new TypeError("offline"));
    return Promise.resolve({ status: answer.status, headers: new Headers(answer.headers) });
  };
  const document = {
    referrer: setting.referrer ?? "",
    title: "Shop",
    visibilityState: "visible",
    currentScript: { src: setting.script ?? "https://rapport.example/rapport.js" },
    addEventListener: listen,
    get cookie() {
      return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    },
    set cookie(value: string) {
      cookies.push(value);
    },
  };
  const history = {
    pushState(_state: unknown, _title: string, to: string) {
      address = new URL(to, address);
    },
  };
  const fake = {
    document,
    history,
    navigator: {
      language: "zh-CN",
      userAgent: "Fake/1.0",
      sendBeacon: (_url: string, body: string) => beacons.push(body) > 0,
      ...setting.navigator,
    },
    screen: { width: 1920, height: 1080 },
    devicePixelRatio: 2,
    crypto: setting.crypto ?? globalThis.crypto,
    console: { warn: (...words: unknown[]) => warnings.push(words) },
    Request: { prototype: setting.keepalive === false ? {} : { keepalive: true } },
    localStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    },
    fetch,
    addEventListener: listen,
    setTimeout: (work: () => void, delay: number) => globalThis.setTimeout(work, delay),
    get location() {
      return address;
    },
    ...(setting.stub && { rapport: setting.stub }),
  };
  const window = fake as unknown as Browser;
  const fire = (name: string, event: object = {}) => (listeners[name] ?? []).forEach((handler) => handler(event));
  return {
    window,
    rapport: install(window),
    sent,
    beacons,
    stored,
    cookies,
    warnings,
    answers,
    push: (to) => fake.history.pushState(null, "", to),
    fire,
    hide() {
      document.visibilityState = "hidden";
      fire("visibilitychange");
    },
    show() {
      document.visibilityState = "visible";
      fire("visibilitychange");
    },
    items: () => sent.flatMap((request) => request.body.batch),
  };
}

/** Lets promises settle; timers are the test's own business. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
}
