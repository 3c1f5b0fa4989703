/**
 * The page of a customer on the real server: the timeline searched, filtered, read both ways and live; the graph with its
 * evidence; a merge with its preview, taken back; a household; the small pictures. Wants EMAIL and PASSWORD of an owner, or
 * runs after the walk's first start.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { languages, openBrowser, widths } from "../browser.mjs";
import { look } from "../look.mjs";
import { baseUrl, email, password, sendBatch } from "../server.mjs";
import { textsOf } from "../texts.mjs";

let owner;
let writeKey;

before(async () => {
  const answer = await fetch(`${baseUrl}/api/v1/session`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email, password }) });
  assert.equal(answer.status, 200, await answer.clone().text());
  const [name, value] = answer.headers.get("set-cookie").split(";")[0].split("=");
  const { csrf_token } = await answer.json();
  const headers = { Cookie: `${name}=${value}`, "X-CSRF-Token": csrf_token, "Content-Type": "application/json" };
  const call = async (method, path, sent) => {
    const got = await fetch(`${baseUrl}/api/v1${path}`, { method, headers, ...(sent ? { body: JSON.stringify(sent) } : {}) });
    const body = await got.json().catch(() => null);
    assert.ok(got.ok, `${method} ${path}: ${got.status} ${JSON.stringify(body)}`);
    return body;
  };
  owner = { call, cookies: [{ name, value, url: baseUrl }] };
  writeKey = (await call("POST", "/sources", { name: `page ${Date.now()}` })).write_key;
});

// ONLY=en.wide,zh-CN.narrow leaves the others out.
const only = process.env.ONLY?.split(",");
for (const language of languages) {
  for (const width of Object.keys(widths)) {
    if (!only || only.includes(`${language}.${width}`)) describe(`${language}, ${width}`, { concurrency: false }, () => page(language, width));
  }
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

function page(language, width) {
  const t = textsOf(language);
  const run = Math.random().toString(36).slice(2, 8);
  const shot = (name) => `page-${name}.${language}.${width}`;
  const mail = (who) => `${who}.${run}@example.com`;
  let browser;
  let ann;
  let bob;

  const make = (who, name, attributes, more = []) =>
    owner.call("POST", "/customers", { identities: [{ kind: "email", value: mail(who) }, ...more], name, attributes });
  const touch = (who, event, at, properties = {}) => ({ type: "track", event, userId: undefined, context: { traits: { email: mail(who) } }, anonymousId: `${who}-${run}`, timestamp: new Date(at).toISOString(), properties });
  const open = async (customer, search = "") => {
    await browser.page.goto(`${baseUrl}/customers/${customer}${search}`);
    await browser.page.getByRole("heading", { level: 1 }).waitFor();
  };
  const about = async () => {
    if (width === "narrow") await browser.page.getByText(t("customer.views.about"), { exact: true }).click();
  };
  const list = () => browser.page.getByRole("list", { name: t("customer.timeline.list") });

  before(async () => {
    browser = await openBrowser({ language, width, cookies: owner.cookies, dark: language === "en" && width === "narrow" });
    const phone = `139${String(Math.floor(Math.random() * 90_000_000) + 10_000_000)}`;
    ann = (await make("ann", "Ann Lovelace", { city: "Lyon", level: "gold" }, [{ kind: "phone", value: phone }])).id;
    bob = (await make("bob", "Bob Lovelace", { city: "Paris" })).id;
    // Ten days of sessions of eight touches, two minutes apart; and orders, for what they are worth.
    const told = [];
    for (let day = 1; day <= 10; day += 1) {
      for (let number = 0; number < 8; number += 1) {
        told.push(touch("ann", number === 3 && day === 6 ? "Teapot Rated" : "Product Viewed", Date.now() - day * dayMs - number * 2 * minuteMs, { name: `Cup ${day}-${number}` }));
      }
    }
    told.push(touch("ann", "Order Completed", Date.now() - 3 * dayMs, { order_id: `A-${run}`, total: 120, currency: "EUR" }));
    told.push(touch("bob", "Order Completed", Date.now() - 40 * dayMs, { order_id: `B-${run}`, total: 80, currency: "EUR" }));
    const known = told.map((one, place) => ({ ...one, messageId: `page-${run}-${place}` }));
    for (const who of ["ann", "bob"]) await sendBatch(writeKey, [{ type: "identify", anonymousId: `${who}-${run}`, traits: { email: mail(who) } }]);
    await sendBatch(writeKey, known);
    // Whoever edits waits until the readers have come to it.
    await owner.call("PATCH", `/customers/${ann}`, { add_tags: ["page"] });
  });
  after(() => browser.close());

  test("the timeline is searched, filtered, and opened at a day", async () => {
    const { page } = browser;
    await open(ann);
    await list().waitFor();
    const sessions = page.locator("[aria-expanded]", { hasText: t("customer.timeline.session_other", { shown: "8" }) });
    await sessions.first().waitFor();
    await look(page, shot("timeline"), { full: false });
    await sessions.first().click();
    assert.equal(await sessions.first().getAttribute("aria-expanded"), "false");
    await sessions.first().click();

    const search = page.getByRole("searchbox", { name: t("customer.timeline.search") });
    await search.fill("teapot");
    await page.waitForURL(/q=teapot/);
    await list().getByText("Teapot Rated").waitFor();
    assert.equal(await list().locator("time").count(), 1);
    await look(page, shot("search"), { full: false });
    await search.fill(`nothing ${run}`);
    await page.getByText(t("customer.timeline.nothing.title")).waitFor();
    await search.fill("");
    await list().locator("time").nth(5).waitFor();

    await open(ann, "?type=page");
    await page.getByText(t("customer.timeline.nothing.title")).waitFor();

    const day = new Date(Date.now() - 6 * dayMs).toISOString().slice(0, 10);
    await open(ann, `?at=${day}`);
    await list().locator("time").first().waitFor();
    const newest = await list().locator("time").first().getAttribute("datetime");
    assert.ok(Date.parse(newest) <= Date.parse(`${day}T23:59:59.999Z`), newest);
    await page.getByRole("button", { name: t("customer.timeline.newer") }).click();
    await page.waitForFunction((was) => [...document.querySelectorAll("ol time")].some((time) => Date.parse(time.getAttribute("datetime")) > Date.parse(was)), newest);
  });

  test("new touches slide in, and wait while something older is read", async () => {
    const { page } = browser;
    await open(ann);
    await list().locator("time").first().waitFor();
    await page.waitForTimeout(800);
    await sendBatch(writeKey, [touch("ann", "Live Tested", Date.now(), { name: `first ${run}` })]);
    await list().getByText("Live Tested").first().waitFor();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(600);
    const where = await page.evaluate(() => window.scrollY);
    await sendBatch(writeKey, [touch("ann", "Live Again", Date.now(), { name: `second ${run}` })]);
    const waiting = page.getByRole("button", { name: t(`customer.timeline.waiting_${language === "en" ? "one" : "other"}`, { shown: "1" }) });
    await waiting.waitFor();
    assert.equal(await page.evaluate(() => window.scrollY), where, "nothing moves while it is read");
    await look(page, shot("waiting"), { full: false });
    await waiting.click();
    await list().getByText("Live Again").first().waitFor();
  });

  test("the graph shows the evidence of each line", async () => {
    const { page } = browser;
    await open(ann);
    await about();
    await page.getByRole("button", { name: t("customer.identities.why") }).click();
    await page.waitForURL(/show=graph/);
    const dialog = page.getByRole("dialog");
    await dialog.locator("svg").first().waitFor();
    const evidence = dialog.getByRole("region", { name: t("customer.graph.evidence") });
    await evidence.getByText(t("customer.rules.seen_together")).waitFor();
    const lines = dialog.locator("button[aria-pressed]");
    assert.ok((await lines.count()) >= 2);
    await lines.last().focus();
    await page.keyboard.press("Enter");
    assert.equal(await lines.last().getAttribute("aria-pressed"), "true");
    await page.waitForTimeout(400);
    await look(page, shot("graph"), { full: false });
    await page.keyboard.press("Escape");
  });

  test("a merge shows what it changes, and is taken back from the message and from the history", async () => {
    const { page } = browser;
    await open(ann);
    const merge = async () => {
      await page.getByRole("button", { name: t("customer.merge") }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("searchbox").fill(mail("bob"));
      await dialog.getByRole("radio").first().check({ force: true });
      const preview = dialog.getByRole("region", { name: t("customer.preview.title") });
      await preview.getByText("Paris").first().waitFor();
      await dialog.getByLabel(t("customer.merging.reason"), { exact: true }).fill("same household card");
      return dialog;
    };
    let dialog = await merge();
    await look(page, shot("merge"), { full: false });
    await dialog.getByRole("button", { name: t("customer.merging.submit"), exact: true }).click();
    await page.getByText(t("customer.merging.done")).waitFor();
    assert.equal((await owner.call("GET", `/customers/${bob}`)).id, ann);
    await page.getByRole("button", { name: t("app.undo"), exact: true }).click();
    await page.getByText(t("customer.merging.undone")).first().waitFor();
    assert.equal((await owner.call("GET", `/customers/${bob}`)).id, bob);

    dialog = await merge();
    await dialog.getByText(language === "en" ? t("customer.preview.lifted_one") : t("customer.preview.lifted_other", { count: 1 })).waitFor();
    await dialog.getByRole("button", { name: t("customer.merging.submit"), exact: true }).click();
    await page.getByText(t("customer.merging.done")).first().waitFor();
    await about();
    await page.getByRole("button", { name: t("customer.merges.undo") }).first().click();
    await page.getByText(t("customer.merging.undone")).first().waitFor();
    assert.equal((await owner.call("GET", `/customers/${bob}`)).id, bob);
  });

  test("a household is made, joined and left", async () => {
    const { page } = browser;
    await open(ann);
    await about();
    await page.getByRole("button", { name: t("customer.members.join") }).click();
    let dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("customer.members.name"), { exact: true }).fill(`Lovelace ${run}`);
    await dialog.getByLabel(t("customer.members.role"), { exact: true }).fill("mother");
    await page.waitForTimeout(400);
    await look(page, shot("household-new"), { full: false });
    await dialog.getByRole("button", { name: t("customer.members.begin") }).click();
    await page.getByText("mother").first().waitFor();
    const { groups } = await owner.call("GET", `/customers/${ann}/memberships`);
    const home = groups[0].customer;

    await open(home);
    await about();
    await page.getByRole("button", { name: t("customer.members.add") }).click();
    dialog = page.getByRole("dialog");
    await dialog.getByRole("searchbox").fill(mail("bob"));
    await dialog.getByRole("radio").first().check({ force: true });
    await dialog.getByRole("button", { name: t("customer.members.add"), exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    const value = async () => (await owner.call("GET", `/customers/${home}/memberships`)).value;
    assert.deepEqual([(await value()).members, (await value()).spend], [2, [{ amount: 20000, currency: "EUR" }]]);
    const removes = page.getByRole("button", { name: new RegExp(`^${t("customer.members.remove", { name: "" }).trim()}`) });
    await removes.nth(1).waitFor();
    await look(page, shot("household"));
    await removes.first().click();
    await page.getByText(t("customer.members.left")).waitFor();
    assert.equal((await value()).members, 1);
    await page.getByRole("button", { name: t("app.undo"), exact: true }).click();
    await removes.nth(1).waitFor();
    assert.equal((await value()).members, 2);
  });

  test("value and rhythm are seen, and said in words and tables", async () => {
    const { page } = browser;
    await open(ann);
    await about();
    await page.locator("figure svg").nth(2).waitFor();
    await look(page, shot("about"));
    await page.getByRole("button", { name: t("customer.rhythm.as_tables") }).click();
    await page.getByRole("table", { name: t("customer.rhythm.weeks") }).waitFor();
  });

  test("nothing went wrong behind the scenes", () => assert.deepEqual(browser.faults, []));
}
