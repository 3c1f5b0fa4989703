/** Chromium as the tests start it: Debian's own, headless, with a profile of its own that is thrown away. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const widths = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
export const languages = ["zh-CN", "en"];

/** A browser with one context; `close` also removes the profile. */
export async function openBrowser({ width = "wide", language = "en", dark = false, cookies = [] } = {}) {
  const profile = mkdtempSync(join(tmpdir(), "rapport-e2e-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args,
    viewport: widths[width],
    locale: language,
    timezoneId: "Asia/Shanghai",
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    hasTouch: width === "narrow",
    isMobile: width === "narrow",
  });
  if (cookies.length > 0) await context.addCookies(cookies);
  // Frames that are shut in, such as a form's preview, have no storage.
  await context.addInitScript((chosen) => window.top === window && localStorage.setItem("rapport.language", chosen), language);
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(20_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (entry) => {
    if (entry.type() === "error" && !/Failed to load resource/.test(entry.text())) faults.push(entry.text());
  });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, page, faults, close };
}
