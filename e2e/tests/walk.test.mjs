/**
 * The walk of a newcomer, in both languages and both widths: sign in, connect a source, see a touch arrive live, open
 * the customer, merge two and take it back.
 */
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { languages, openBrowser, widths } from "../browser.mjs";
import { look } from "../look.mjs";
import { baseUrl, email, firstPassword, password, sendBatch, token } from "../server.mjs";
import { textsOf } from "../texts.mjs";

let cookies = [];

describe("sign-in", () => {
  for (const language of languages) {
    for (const width of Object.keys(widths)) {
      test(`the page in ${language}, ${width}`, async () => {
        const browser = await openBrowser({ language, width });
        const t = textsOf(language);
        try {
          await browser.page.goto(`${baseUrl}/customers`);
          await browser.page.getByLabel(t("session.email")).waitFor();
          await look(browser.page, `sign-in.${language}.${width}`);
        } finally {
          await browser.close();
        }
      });
    }
  }

  test("a wrong password is explained", async () => {
    const browser = await openBrowser({ language: "en" });
    const t = textsOf("en");
    try {
      await browser.page.goto(`${baseUrl}/sign-in`);
      await browser.page.getByLabel(t("session.email")).fill("nobody@example.com");
      await browser.page.getByLabel(t("session.password"), { exact: true }).fill("not the password");
      await browser.page.getByRole("button", { name: t("session.submit") }).click();
      await browser.page.getByText(t("session.wrong")).waitFor();
      await look(browser.page, "sign-in.wrong");
    } finally {
      await browser.close();
    }
  });

  test("one-time address or password leads to Today; a newcomer first says who they are", async () => {
    const browser = await openBrowser({ language: "en" });
    const t = textsOf("en");
    try {
      if (token) {
        await browser.page.goto(`${baseUrl}/sign-in?token=${encodeURIComponent(token)}`);
        await firstStart(browser.page, t);
      } else {
        await browser.page.goto(`${baseUrl}/sign-in`);
        await browser.page.getByLabel(t("session.email")).fill(email);
        await browser.page.getByLabel(t("session.password"), { exact: true }).fill(password);
        await browser.page.getByRole("button", { name: t("session.submit") }).click();
      }
      await browser.page.getByRole("heading", { level: 1, name: t("today.title") }).waitFor();
      cookies = await browser.context.cookies();
      assert.ok(cookies.some(({ name, httpOnly }) => name === "rapport_session" && httpOnly));
    } finally {
      await browser.close();
    }
  });
});

/** Name and password, the company, and past the doors. The stand-in knows its owner already. */
async function firstStart(page, t) {
  const name = page.getByLabel(t("welcome.you.name"));
  await name.or(page.getByRole("heading", { level: 1, name: t("today.title") })).waitFor();
  if (!(await name.isVisible())) return;
  await look(page, "welcome.you");
  await name.fill("Lin Xiao");
  await page.getByLabel(t("welcome.you.password"), { exact: true }).fill(firstPassword);
  await page.getByLabel(t("welcome.you.again")).fill(firstPassword);
  await page.getByRole("button", { name: t("welcome.next") }).click();
  await page.getByLabel(t("settings.company.name"), { exact: true }).fill("Clearbrook");
  await look(page, "welcome.company");
  await page.getByRole("button", { name: t("welcome.next") }).click();
  await page.getByRole("heading", { name: t("welcome.doors.title") }).waitFor();
  await look(page, "welcome.doors");
  await page.getByText(t("welcome.skip")).click();
}

for (const language of languages) {
  for (const width of Object.keys(widths)) {
    describe(`${language}, ${width}`, { concurrency: false }, () => walk(language, width));
  }
}

function walk(language, width) {
  const t = textsOf(language);
  const run = Math.random().toString(36).slice(2, 8);
  const people = [1, 2].map((n) => ({ userId: `e2e-${run}-${n}`, email: `e2e.${run}.${n}@example.com`, name: `${language === "en" ? "Walker" : "林小满"} ${run}${n}` }));
  const event = `Walked ${run}`;
  const shot = (name) => `${name}.${language}.${width}`;
  let browser;
  let writeKey;
  const open = async (path) => {
    browser ??= await openBrowser({ language, width, cookies });
    await browser.page.goto(baseUrl + path);
    return browser.page;
  };
  const sendAs = (person, name = event) =>
    sendBatch(writeKey, [
      { type: "identify", userId: person.userId, traits: { email: person.email, name: person.name } },
      { type: "track", userId: person.userId, event: name, properties: { title: "e2e", path: "/walk" }, context: { traits: { email: person.email } } },
    ]);
  // Names and values may be masked, so a customer is known by the address that an exact identifier led to.
  const address = (page) => new URL(page.url()).pathname;
  const openCustomer = async (person) => {
    const page = await open(`/customers?kind=all&q=${encodeURIComponent(person.email)}`);
    await page.locator("a[href*='/customers/cus_']").first().click();
    await page.getByRole("list", { name: t("customer.timeline.list") }).waitFor();
    return page;
  };

  after(async () => browser?.close());

  test("a source is made and its key shown once", async () => {
    const page = await open("/touchpoints");
    await page.getByRole("button", { name: t("touchpoints.create") }).first().click();
    const drawer = page.getByRole("dialog");
    await drawer.getByLabel(t("touchpoints.form.name")).fill(`E2E ${run}`);
    // A list opened while the drawer still slides in would open beside it.
    await page.waitForTimeout(400);
    await drawer.getByLabel(t("touchpoints.form.channel")).click();
    await page.locator(".ant-select-item-option").filter({ hasText: t("words.channels.web") }).first().click();
    await drawer.getByRole("button", { name: t("touchpoints.form.submit") }).click();
    await page.getByText(`E2E ${run}`).first().waitFor();
    await look(page, shot("touchpoints"));

    await open("/sources?new=true");
    const form = page.getByRole("dialog");
    await form.getByLabel(t("sources.form.name")).fill(`Site ${run}`);
    await form.getByLabel(t("sources.form.touchpoint")).fill(`E2E ${run}`);
    await page.locator(".ant-select-item-option").filter({ hasText: `E2E ${run}` }).click();
    await look(page, shot("source-new"), { full: false });
    await form.getByRole("button", { name: t("sources.form.submit") }).click();
    writeKey = (await page.getByTestId("write-key").textContent())?.trim();
    assert.ok(writeKey);
    await page.getByText(t("sources.created.waiting")).waitFor();
    await look(page, shot("source-created"), { full: false });
    await sendAs(people[0]);
    await page.locator("[data-arrived]").waitFor();
    await page.getByRole("button", { name: t("sources.created.done") }).click();
    await page.getByText(`Site ${run}`).first().waitFor();
    await look(page, shot("sources"));
  });

  test("a touch arrives live on Today and leads to its customer", async () => {
    const page = await open("/");
    await page.getByText(t("today.live.state.open"), { exact: true }).waitFor();
    const sentAt = Date.now();
    await sendAs(people[1]);
    const row = page.getByRole("list", { name: t("today.live.title") }).getByText(event).first();
    await row.waitFor();
    assert.ok(Date.now() - sentAt < 3_000, "a touch took more than three seconds to appear");
    await page.getByRole("button", { name: t("today.live.pause") }).click();
    await page.getByText(t("today.live.state.paused")).waitFor();
    await look(page, shot("today"));
    await page.getByRole("button", { name: t("today.live.resume") }).click();
    const link = page.locator("a").filter({ hasText: event }).first();
    if ((await link.count()) > 0) {
      await link.click();
      await page.getByRole("list", { name: t("customer.timeline.list") }).getByText(event).first().waitFor();
      assert.match(address(page), /^\/customers\/cus_/);
    }
  });

  test("the customer is found and shows what happened", async () => {
    let page = await open("/customers");
    await page.getByRole("searchbox").fill(people[0].email);
    const found = page.getByRole("list", { name: t("customers.list") }).locator("li");
    await page.waitForFunction((label) => document.querySelectorAll(`ul[aria-label="${label}"] > li`).length === 1, t("customers.list"));
    assert.equal(await found.count(), 1);
    await look(page, shot("customers-found"));
    await page.getByRole("searchbox").fill("");
    await page.waitForTimeout(600);
    await look(page, shot("customers"), { full: false });
    page = await openCustomer(people[0]);
    await page.getByText(event).first().waitFor();
    await page.getByRole("button", { name: new RegExp(event) }).first().click();
    await look(page, shot("customer"));
  });

  test("two are merged, the old address still leads there, and it is taken back", async () => {
    const page = await openCustomer(people[1]);
    const otherAddress = address(page);
    await openCustomer(people[0]);
    const survivorAddress = address(page);
    assert.notEqual(survivorAddress, otherAddress);
    await page.getByRole("button", { name: t("customer.merge") }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByLabel(t("customer.merging.search"), { exact: true }).fill(people[1].email);
    await drawer.getByRole("radiogroup").locator("label").first().click();
    await drawer.getByLabel(t("customer.merging.reason"), { exact: true }).fill("e2e");
    await look(page, shot("merge"), { full: false });
    await drawer.getByRole("button", { name: t("customer.merging.submit"), exact: true }).click();
    await page.getByText(t("customer.merging.done")).waitFor();

    await open(otherAddress);
    await page.getByText(t("customer.was_merged")).waitFor();
    assert.equal(address(page), survivorAddress);
    if (width === "narrow") await page.getByText(t("customer.views.about"), { exact: true }).click();
    await page.getByRole("button", { name: t("customer.identities.why") }).click();
    await page.getByRole("dialog").locator("li").first().waitFor();
    await look(page, shot("evidence"), { full: false });
    await page.keyboard.press("Escape");
    await look(page, shot("customer-merged"));
    await page.getByRole("button", { name: t("customer.merges.undo") }).first().click();
    await page.getByText(t("customer.merging.undone")).waitFor();
    await open(otherAddress);
    await page.getByRole("list", { name: t("customer.timeline.list") }).waitFor();
    assert.equal(address(page), otherAddress);
  });

  test("nothing went wrong behind the scenes", () => assert.deepEqual(browser.faults, []));
}
