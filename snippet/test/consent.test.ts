import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { browser, settle } from "./browser.ts";

beforeEach(() => mock.timers.enable({ apis: ["Date", "setTimeout"], now: 1_800_000_000_000 }));
afterEach(() => mock.timers.reset());

const quiet = { autoPage: false };

async function pass(milliseconds: number) {
  mock.timers.tick(milliseconds);
  await settle();
}

test("pending stores nothing and sends nothing", async () => {
  const page = browser();
  page.rapport.load("key", { consent: "pending", cookieDomain: ".shop.example" });
  page.rapport.identify("u1", { email: "a@example.com" });
  page.rapport.track("Seen");
  await pass(60_000);
  page.hide();
  page.fire("pagehide");
  assert.equal(page.sent.length, 0);
  assert.equal(page.beacons.length, 0);
  assert.equal(page.stored.size, 0);
  assert.equal(page.cookies.length, 0);
});

test("a grant persists the id and sends what waited, in order", async () => {
  const page = browser();
  page.rapport.load("key", { consent: "pending", ...quiet });
  page.rapport.track("One");
  page.rapport.track("Two");
  page.rapport.consent("granted");
  await pass(0);
  assert.deepEqual(page.items().map((item) => item.event), ["One", "Two"]);
  const visitor = JSON.parse(page.stored.get("rapport")!);
  assert.equal(page.items()[0]!.anonymousId, visitor.anonymousId);
  assert.equal(page.items()[1]!.anonymousId, visitor.anonymousId);
});

test("a denial drops the queue and later calls", async () => {
  const page = browser();
  page.rapport.load("key", { consent: "pending" });
  page.rapport.track("One");
  page.rapport.consent("denied");
  page.rapport.track("Two");
  await pass(60_000);
  assert.equal(page.sent.length, 0);
  assert.equal(page.stored.size, 0);
  page.rapport.consent("granted");
  await pass(60_000);
  assert.deepEqual(page.items(), []);
});

test("withdrawal removes what was stored, and a batch that is out is not tried again", async () => {
  const page = browser();
  page.rapport.load("key", { consent: "granted", cookieDomain: ".shop.example", ...quiet });
  page.answers.push({ status: 503 });
  page.rapport.track("One");
  mock.timers.tick(500);
  assert.equal(page.sent.length, 1);
  page.rapport.consent("denied");
  await pass(60_000);
  assert.equal(page.sent.length, 1);
  assert.equal(page.stored.size, 0);
  assert.match(page.cookies.at(-1)!, /^rapport=;.*max-age=0/);
});

test("an omitted consent remembers an earlier grant, and otherwise is pending", async () => {
  const first = browser();
  first.rapport.load("key", quiet);
  assert.equal(first.rapport.consent(), "pending");
  first.rapport.consent("granted");
  first.rapport.identify("u1");
  await pass(1000);

  const second = browser({ stored: first.stored });
  second.rapport.load("key", quiet);
  assert.equal(second.rapport.consent(), "granted");
  second.rapport.track("Back");
  await pass(1000);
  assert.equal(second.items()[0]!.userId, "u1");
  assert.equal(second.items()[0]!.anonymousId, first.items()[0]!.anonymousId);
});

test("calls made while pending join the visitor known from before", async () => {
  const stored = new Map([["rapport", JSON.stringify({ anonymousId: "old", userId: "u1" })]]);
  const page = browser({ stored });
  page.rapport.load("key", { consent: "pending", ...quiet });
  page.rapport.track("One");
  page.rapport.consent("granted");
  await pass(1000);
  assert.equal(page.items()[0]!.anonymousId, "old");
  assert.equal(page.items()[0]!.userId, "u1");
});

test("another person's calls made while pending do not join the one known from before", async () => {
  const stored = new Map([["rapport", JSON.stringify({ anonymousId: "old", userId: "u1" })]]);
  const page = browser({ stored });
  page.rapport.load("key", { consent: "pending", ...quiet });
  page.rapport.identify("u2");
  page.rapport.consent("granted");
  await pass(1000);
  assert.notEqual(page.items()[0]!.anonymousId, "old");
  assert.equal(JSON.parse(page.stored.get("rapport")!).userId, "u2");
});

for (const [name, signal] of [
  ["Do-Not-Track", { doNotTrack: "1" }],
  ["Global Privacy Control", { globalPrivacyControl: true }],
] as const) {
  test(`${name} is a denial that no page overrides`, async () => {
    const page = browser({ navigator: signal });
    page.rapport.load("key", { consent: "granted" });
    assert.equal(page.rapport.consent("granted"), "denied");
    page.rapport.track("One");
    await pass(60_000);
    page.hide();
    assert.equal(page.sent.length, 0);
    assert.equal(page.stored.size, 0);
  });
}

test("with storage switched off the visitor lives as long as the page", async () => {
  const page = browser();
  Object.defineProperty(page.window, "localStorage", {
    get() {
      throw new Error("SecurityError");
    },
  });
  page.rapport.load("key", { consent: "granted", ...quiet });
  page.rapport.track("One");
  await pass(1000);
  assert.equal(page.items().length, 1);
});
