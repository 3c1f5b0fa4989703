import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, mock, test } from "node:test";
import { browser, settle, type FakeBrowser, type Setting } from "./browser.ts";

beforeEach(() => mock.timers.enable({ apis: ["Date", "setTimeout"], now: 1_800_000_000_000 }));
afterEach(() => mock.timers.reset());

async function pass(milliseconds: number) {
  mock.timers.tick(milliseconds);
  await settle();
}

function granted(setting: Setting = {}, options = {}): FakeBrowser {
  const page = browser(setting);
  page.rapport.load("key", { consent: "granted", autoPage: false, ...options });
  return page;
}

test("the loader's calls are played back in order, also those before load", async () => {
  const page = browser({
    stub: [["identify", "u1"], ["load", "key", { consent: "granted", autoPage: false }], ["track", "One"], ["nonsense", 1]],
  });
  page.rapport.push(["track", "Two"]);
  await pass(1000);
  assert.deepEqual(page.items().map((item) => item.event ?? item.type), ["identify", "One", "Two"]);
  assert.equal(page.items()[1]!.userId, "u1");
});

test("the loader that the README gives to paste records calls until the script is there", async () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const loader = /<script>\n([^]*?)<\/script>/.exec(readme)![1]!;
  const scripts: { src?: string }[] = [];
  const window: { rapport?: unknown[][] } = {};
  const document = { createElement: () => ({}), head: { appendChild: (script: object) => scripts.push(script) } };
  const run = new Function("window", "document", `with (window) { ${loader} }`);
  run(window, document);
  run(window, document);
  window.rapport!.push(["track", "One"]);
  assert.equal(scripts[0]!.src, "https://rapport.example.com/rapport.js");
  const page = browser({ stub: window.rapport });
  page.rapport.consent("granted");
  await pass(1000);
  assert.deepEqual(page.items().map((item) => item.event ?? item.type), ["page", "One"]);
  assert.equal(page.sent[0]!.body.writeKey, "WRITE_KEY");
});

test("the request is what the tracking API asks for", async () => {
  const page = granted({ href: "https://shop.example/a?x=1#secret", referrer: "https://search.example/" });
  page.rapport.track("Bought 🛒", { price: 1.5, gift: null });
  await pass(1000);
  const [request] = page.sent;
  assert.equal(request!.url, "https://rapport.example/v1/batch");
  assert.equal(request!.body.writeKey, "key");
  assert.ok(request!.body.sentAt > request!.body.batch[0]!.originalTimestamp);
  assert.equal(request!.init.keepalive, true);
  const { context } = request!.body;
  assert.deepEqual(context.library, { name: "rapport.js", version: "0.1.0" });
  assert.deepEqual(context.screen, { width: 1920, height: 1080, density: 2 });
  assert.equal(context.locale, "zh-CN");
  assert.equal(context.userAgent, "Fake/1.0");
  assert.ok(context.timezone);
  const item = request!.body.batch[0]!;
  assert.equal(item.type, "track");
  assert.equal(item.event, "Bought 🛒");
  assert.deepEqual(item.properties, { price: 1.5, gift: null });
  assert.match(item.messageId, /^[0-9a-f-]{36}$/);
  assert.equal(item.originalTimestamp, "2027-01-15T08:00:00.000Z");
  assert.deepEqual(item.context.page, {
    path: "/a",
    url: "https://shop.example/a?x=1",
    search: "?x=1",
    title: "Shop",
    referrer: "https://search.example/",
  });
});

test("campaign and click ids count until another address brings new ones", async () => {
  const page = granted({ href: "https://shop.example/?utm_source=mail&utm_campaign=Spring&utm_medium=&gclid=G1" });
  page.push("/b");
  page.rapport.page();
  page.push("/c?fbclid=F1");
  page.rapport.page();
  await pass(1000);
  const [first, second] = page.items();
  assert.deepEqual(first!.context.campaign, { source: "mail", name: "Spring" });
  assert.deepEqual(first!.context.clickIds, { gclid: "G1" });
  assert.equal(second!.context.campaign, undefined);
  assert.deepEqual(second!.context.clickIds, { fbclid: "F1" });
});

test("ids travel as strings and null traits stay", async () => {
  const page = granted();
  page.rapport.identify(42, { phone: null, name: "" });
  page.rapport.identify({ city: "苏州" });
  page.rapport.group(7, { tier: "gold" });
  page.rapport.alias("43");
  page.rapport.track("After");
  await pass(1000);
  const [identify, traits, group, alias, after] = page.items();
  assert.equal(identify!.userId, "42");
  assert.deepEqual(identify!.traits, { phone: null, name: "" });
  assert.equal(traits!.userId, "42");
  assert.deepEqual(traits!.traits, { city: "苏州" });
  assert.equal(group!.groupId, "7");
  assert.deepEqual([alias!.previousId, alias!.userId], ["42", "43"]);
  assert.equal(after!.userId, "43");
  assert.equal(after!.context.groupId, "7");
});

test("page takes a name, a category and a name, and properties", async () => {
  const page = granted();
  page.rapport.page();
  page.rapport.page("Home");
  page.rapport.page("Docs", "Start", { depth: 2 });
  page.rapport.page({ depth: 3 });
  await pass(1000);
  const [bare, named, full, properties] = page.items();
  assert.equal(bare!.name, undefined);
  assert.equal(bare!.properties!.path, "/");
  assert.equal(named!.name, "Home");
  assert.deepEqual([full!.category, full!.name, full!.properties!.depth], ["Docs", "Start", 2]);
  assert.equal(properties!.properties!.depth, 3);
});

test("reset and another person's sign-in both start a new anonymous id", async () => {
  const page = granted();
  page.rapport.identify("u1");
  page.rapport.identify("u2");
  page.rapport.reset();
  page.rapport.track("After");
  await pass(1000);
  const [first, second, after] = page.items();
  assert.equal(new Set([first!.anonymousId, second!.anonymousId, after!.anonymousId]).size, 3);
  assert.equal(after!.userId, undefined);
});

test("a single-page site's views are recorded, with the earlier page as referrer", async () => {
  const page = granted({}, { autoPage: true });
  page.push("/list");
  await pass(1);
  page.push("/list#part");
  page.push("/list");
  await pass(1);
  page.fire("popstate");
  await pass(1);
  page.fire("pageshow", { persisted: true });
  await pass(1000);
  assert.deepEqual(page.items().map((item) => item.properties!.path), ["/", "/list", "/list"]);
  assert.equal(page.items()[1]!.properties!.referrer, "https://shop.example/");
});

test("a site that routes by fragment has views too", async () => {
  const page = granted({ href: "https://shop.example/#/home" }, { autoPage: true });
  page.push("/#/cart");
  await pass(1000);
  assert.deepEqual(page.items().map((item) => item.properties!.url), [
    "https://shop.example/#/home",
    "https://shop.example/#/cart",
  ]);
});

test("a subdomain takes the anonymous id from the cookie", async () => {
  const page = granted({}, { cookieDomain: ".shop.example" });
  assert.match(page.cookies[0]!, /^rapport=[\w-]{36};domain=\.shop\.example;path=\/;max-age=31536000;samesite=lax;secure$/);
});

test("ids are made by hand where the page has no secure context", async () => {
  const page = granted({ crypto: { getRandomValues: (bytes: Uint8Array) => bytes.fill(255) } });
  page.rapport.track("One");
  await pass(1000);
  assert.equal(page.items()[0]!.messageId, "ffffffff-ffff-4fff-bfff-ffffffffffff");
});

test("a second script on the page leaves the first in charge", () => {
  const page = browser();
  const before = page.rapport;
  const again = browser({ stub: before as unknown as unknown[][] });
  assert.equal(again.rapport, before);
});
