/**
 * Every page of the interface, in both languages, both widths and both themes: a title, one first heading, no raw key, no
 * sideways scrolling, nothing serious for axe, no error in the console. A page that is not in the list below fails the test.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openBrowser } from "../browser.mjs";
import { look } from "../look.mjs";
import { baseUrl, openSession } from "../server.mjs";
import { keysOf, textsOf } from "../texts.mjs";

/** Route to an address of it; a function finds one. `null`: another test looks at it, and says which. */
const pages = {
  "/sign-in": null, // walk
  "/welcome": "/welcome?step=doors",
  "/": "/",
  "/attention/merges": "/attention/merges",
  "/attention/doubtful": "/attention/doubtful",
  "/attention/sources": "/attention/sources",
  "/attention/quality": "/attention/quality",
  "/customers": "/customers",
  "/customers/$customerId": async (owner) => `/customers/${(await owner.call("GET", "/customers?limit=1")).body.data[0].id}`,
  "/touchpoints": "/touchpoints",
  "/sources": "/sources",
  "/imports": "/imports",
  "/imports/new": "/imports/new",
  "/tracking-plan": "/tracking-plan",
  "/forms": "/forms",
  "/forms/new": "/forms/new",
  "/forms/$formId": null, // forms
  "/webhooks": "/webhooks",
  "/settings/company": "/settings/company",
  "/settings/people": "/settings/people",
  "/settings/units": "/settings/units",
  "/settings/tokens": "/settings/tokens",
  "/settings/audit": "/settings/audit",
  "/settings/backup": "/settings/backup",
  "/settings/health": "/settings/health",
};

// Each language in each theme, each width in each language.
const ways = [
  { language: "zh-CN", width: "wide", dark: false },
  { language: "zh-CN", width: "narrow", dark: true },
  { language: "en", width: "wide", dark: true },
  { language: "en", width: "narrow", dark: false },
];

test("every route is looked at", () => {
  const router = readFileSync(new URL("../../web/src/app/router.tsx", import.meta.url), "utf8");
  const routes = [...router.matchAll(/^ {2}path: "([^"]+)"/gm)].map(([, path]) => path);
  assert.ok(routes.length > 10, "the router is written in another way now");
  assert.deepEqual(routes.filter((path) => !(path in pages)), []);
});

// An address that leads nowhere is a page as well.
pages["/*"] = "/no-such-page";

let owner;
before(async () => (owner = await openSession()));

for (const { language, width, dark } of ways) {
  describe(`${language}, ${width}, ${dark ? "dark" : "light"}`, { concurrency: false }, () => {
    const t = textsOf(language);
    let browser;
    before(async () => (browser = await openBrowser({ language, width, dark, cookies: owner.cookies })));
    after(() => browser.close());
    for (const [route, given] of Object.entries(pages)) {
      if (given === null) continue;
      test(route, async () => {
        const { page, faults } = browser;
        faults.length = 0;
        await page.goto(baseUrl + (typeof given === "function" ? await given(owner) : given));
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        await page.waitForFunction((loading) => !document.querySelector(`[role=status][aria-label="${loading}"]`), t("app.loading"));
        await look(page, `page${route.replace(/\W+/g, "-")}.${language}.${width}.${dark ? "dark" : "light"}`);
        assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, "one first heading");
        assert.match(await page.title(), /\S+ · Rapport$/);
        assert.deepEqual(await page.evaluate(rawKeys, keysOf(language)), [], "raw keys on the page");
        assert.equal(await page.evaluate(() => document.documentElement.lang), language);
        assert.deepEqual(faults, []);
      });
    }
  });
}

/** Runs in the page: words that are a key of a text, or begin like one and hold an empty step. */
function rawKeys(keys) {
  const known = new Set(keys);
  const groups = new Set(keys.map((key) => key.split(".")[0]));
  const spoken = [...document.querySelectorAll("[aria-label], [title], [placeholder]")].flatMap((one) => ["aria-label", "title", "placeholder"].map((name) => one.getAttribute(name) ?? ""));
  return [document.body.innerText, document.title, ...spoken]
    .flatMap((text) => text.match(/[a-z_]+(\.[\w-]*)+/g) ?? [])
    .filter((word) => known.has(word) || (word.includes("..") && groups.has(word.split(".")[0])));
}
