import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { browser, settle, type FakeBrowser, type Setting } from "./browser.ts";

beforeEach(() => mock.timers.enable({ apis: ["Date", "setTimeout"], now: 1_800_000_000_000 }));
afterEach(() => mock.timers.reset());

async function pass(milliseconds: number) {
  mock.timers.tick(milliseconds);
  await settle();
}

function granted(setting: Setting = {}): FakeBrowser {
  const page = browser(setting);
  page.rapport.load("key", { consent: "granted", autoPage: false });
  return page;
}

test("calls are gathered into one request", async () => {
  const page = granted();
  page.rapport.track("One");
  await pass(300);
  page.rapport.track("Two");
  await pass(199);
  assert.equal(page.sent.length, 0);
  await pass(1);
  assert.equal(page.sent.length, 1);
  assert.equal(page.items().length, 2);
});

test("a retry keeps the message ids and restamps sentAt", async () => {
  const page = granted();
  page.answers.push({ status: 503 }, "offline", { status: 200 });
  page.rapport.track("One");
  await pass(500);
  await pass(1000);
  await pass(2000);
  await pass(60_000);
  assert.equal(page.sent.length, 3);
  assert.equal(new Set(page.items().map((item) => item.messageId)).size, 1);
  assert.equal(new Set(page.items().map((item) => item.originalTimestamp)).size, 1);
  assert.equal(new Set(page.sent.map((request) => request.body.sentAt)).size, 3);
});

for (const [form, header] of [
  ["seconds", "30"],
  ["a date", new Date(1_800_000_030_500).toUTCString()],
] as const) {
  test(`Retry-After in ${form} is waited for, whatever else happens`, async () => {
    const page = granted();
    page.answers.push({ status: 429, headers: { "Retry-After": header } });
    page.rapport.track("One");
    await pass(500);
    page.rapport.track("Two");
    page.fire("online");
    await pass(29_000);
    page.hide();
    page.show();
    await settle();
    assert.equal(page.sent.length, 1);
    await pass(1000);
    assert.deepEqual(page.sent[1]!.body.batch.map((item) => item.event), ["One", "Two"]);
  });
}

test("a refused batch is dropped with a warning and the next goes on", async () => {
  const page = granted();
  page.answers.push({ status: 401 });
  page.rapport.track("One");
  await pass(500);
  page.rapport.track("Two");
  await pass(500);
  assert.deepEqual(page.items().map((item) => item.event), ["One", "Two"]);
  assert.equal(page.warnings.length, 1);
});

test("a batch is given up after ten attempts", async () => {
  const page = granted();
  page.answers.push(...Array.from({ length: 20 }, () => ({ status: 500 })));
  page.rapport.track("One");
  for (let minute = 0; minute < 30; minute++) await pass(60_000);
  assert.equal(page.sent.length, 10);
});

test("the queue is bounded and the oldest go first", async () => {
  const page = browser();
  page.rapport.load("key", { consent: "pending", autoPage: false });
  for (let number = 0; number < 1100; number++) page.rapport.track(`E${number}`);
  page.rapport.consent("granted");
  await pass(1000);
  assert.equal(page.items().length, 1000);
  assert.equal(page.items()[0]!.event, "E100");
  assert.ok(page.sent.every((request) => request.body.batch.length <= 50));
});

test("a request stays within what may outlive the page, and an oversized call is dropped here", async () => {
  const page = granted();
  for (let number = 0; number < 6; number++) page.rapport.track(`E${number}`, { note: "字".repeat(7000) });
  page.rapport.track("Huge", { note: "x".repeat(33_000) });
  await pass(1000);
  assert.equal(page.items().length, 6);
  assert.ok(page.sent.every((request) => new Blob([request.init.body as string]).size < 60_000));
  assert.equal(page.warnings.length, 1);
});

test("leaving the page sends what waits at once and keeps the rest for the next page", async () => {
  const page = granted();
  for (let number = 0; number < 49; number++) page.rapport.track(`E${number}`, { note: "x".repeat(2000) });
  page.hide();
  page.fire("pagehide");
  assert.equal(page.sent.length, 1);
  const sentNow = page.items().length;
  assert.ok(sentNow > 10 && sentNow < 49);

  const next = browser({ stored: page.stored });
  next.rapport.load("key", { autoPage: false });
  await pass(1000);
  assert.equal(next.items().length, 49 - sentNow);
  assert.equal(next.stored.has("rapport_unsent"), false);
});

test("a browser without keepalive uses the beacon", async () => {
  const page = granted({ keepalive: false });
  page.rapport.track("One");
  page.hide();
  assert.equal(page.sent.length, 0);
  assert.equal(JSON.parse(page.beacons[0]!).batch[0].event, "One");
});

test("two tabs that leave do not overwrite each other's unsent calls", async () => {
  const first = granted();
  const second = granted({ stored: first.stored });
  for (const tab of [first, second]) {
    tab.answers.push({ status: 429, headers: { "Retry-After": "60" } });
    tab.rapport.track("Try");
    await pass(500);
    tab.hide();
  }
  assert.equal(JSON.parse(first.stored.get("rapport_unsent")!).length, 2);
});
