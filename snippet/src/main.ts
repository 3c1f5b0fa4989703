// Replaces the loader's array by the client and plays back what was called meanwhile.
import { METHODS, Rapport, type Call } from "./client.ts";
import type { Browser } from "./types.ts";

type Api = Record<(typeof METHODS)[number], (...args: unknown[]) => unknown> & {
  push(...calls: Call[]): void;
  version: string;
};

/** What the page gets to see: the calls and nothing of the machinery behind them. */
export function install(browser: Browser): Api {
  const holder = browser as Browser & { rapport?: Call[] | Api };
  const waiting = holder.rapport;
  if (waiting && "version" in waiting) return waiting;
  const script = browser.document.currentScript as HTMLScriptElement | null;
  const origin = script?.src ? new URL(script.src).origin : browser.location.origin;
  const client = new Rapport(browser, origin);
  const api = { version: VERSION, push: (...calls: Call[]) => client.push(...calls) } as Api;
  METHODS.forEach((method) => (api[method] = (...args) => client.call(method, ...args)));
  holder.rapport = api;
  if (Array.isArray(waiting)) api.push(...waiting);
  return api;
}

declare const VERSION: string;

if (typeof window !== "undefined") install(window);
