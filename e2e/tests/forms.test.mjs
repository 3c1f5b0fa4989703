/**
 * A form from its making to the customer it brings: somebody builds it on the screen, visitors fill it in on its own page and
 * inside another site, and who they are and what they agreed to is there. Wants EMAIL and PASSWORD of an owner, or runs after the
 * walk's first start.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { languages, openBrowser, widths } from "../browser.mjs";
import { look } from "../look.mjs";
import { baseUrl, email, password } from "../server.mjs";
import { textsOf } from "../texts.mjs";

let owner;

async function signIn(body) {
  const answer = await fetch(`${baseUrl}/api/v1/session`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  assert.equal(answer.status, 200, await answer.clone().text());
  const [name, value] = answer.headers.get("set-cookie").split(";")[0].split("=");
  const call = async (path) => (await fetch(`${baseUrl}/api/v1${path}`, { headers: { Cookie: `${name}=${value}` } })).json();
  return { call, cookies: [{ name, value, url: baseUrl }] };
}

before(async () => {
  owner = await signIn({ email, password });
});

/** What visitors read on this form. */
const visitors = {
  en: { name: "Name", phone: "Phone", email: "Email", agree: "Send me offers and news", size: "Which size?", large: "Large", send: "Send", thanks: "Thank you" },
  "zh-CN": { name: "姓名", phone: "手机号", email: "邮箱", agree: "我同意接收优惠信息", size: "您穿什么尺码？", large: "大", send: "提交", thanks: "提交成功" },
};

for (const language of languages) {
  for (const width of Object.keys(widths)) {
    describe(`${language}, ${width}`, { concurrency: false }, () => story(language, width));
  }
}

function story(language, width) {
  const t = textsOf(language);
  const said = visitors[language];
  const run = Math.random().toString(36).slice(2, 8);
  const title = language === "en" ? `Members ${run}` : `会员 ${run}`;
  const shot = (name) => `forms-${name}.${language}.${width}`;
  const phone = `139${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
  const mail = `visitor.${run}@example.com`;
  let browser;
  let address;
  let code;
  let site;
  let broken = false;
  // Each step stands on the one before.
  const step = (name, run) =>
    test(name, async () => {
      assert.ok(!broken, "an earlier step failed");
      broken = true;
      await run();
      broken = false;
    });
  const menu = (page, name) => page.getByRole("menuitem", { name, exact: true });
  const questions = (page) => page.getByRole("list", { name: t("forms.fields.title") });
  const open = async (path) => {
    await browser.page.goto(baseUrl + path);
    return browser.page;
  };

  before(async () => (browser = await openBrowser({ language, width, cookies: owner.cookies, dark: language === "zh-CN" && width === "narrow" })));
  after(async () => {
    site?.close();
    await browser.close();
  });

  step("somebody begins with a template and asks one thing more", async () => {
    const page = await open("/forms");
    await page.getByRole("heading", { level: 1, name: t("forms.title") }).waitFor();
    await page.locator("a[href^='/forms/']").first().waitFor();
    await look(page, shot("list"));
    await open("/forms/new");
    await page.getByText(t("forms.templates.membership.title")).waitFor();
    await look(page, shot("new"));
    await page.getByText(t("forms.templates.membership.title")).click();
    await page.getByLabel(t("forms.in.en", { what: t("forms.about.name") }), { exact: true }).fill(`Members ${run}`);
    await page.getByLabel(t("forms.in.zh", { what: t("forms.about.name") }), { exact: true }).fill(`会员 ${run}`);
    await page.getByRole("button", { name: t("forms.fields.add") }).click();
    await menu(page, t("forms.add.choice")).click();
    // What is missing is said only once somebody wants to keep it.
    assert.equal(await page.getByText(t("forms.wrong.label")).count(), 0);
    await page.getByRole("button", { name: t("forms.publish") }).click();
    await page.getByText(t("forms.wrong.label")).waitFor();
    await look(page, shot("wrong"));
    await page.getByLabel(t("forms.in.en", { what: t("forms.field.label") }), { exact: true }).fill(visitors.en.size);
    await page.getByLabel(t("forms.in.zh", { what: t("forms.field.label") }), { exact: true }).fill(visitors["zh-CN"].size);
    for (const [number, en, zh] of [[1, "Small", "小"], [2, "Large", "大"]]) {
      await page.getByLabel(t("forms.in.en", { what: t("forms.options.nth", { number }) }), { exact: true }).fill(en);
      await page.getByLabel(t("forms.in.zh", { what: t("forms.options.nth", { number }) }), { exact: true }).fill(zh);
    }
    await page.getByText(t("forms.wrong.label")).waitFor({ state: "detached" });
    await look(page, shot("build"));
  });

  step("the questions are put in order by keyboard and by dragging", async () => {
    const { page } = browser;
    const items = questions(page).locator(":scope > li");
    const handle = (name) => page.getByRole("button", { name: t("forms.fields.move", { name }) });
    const placeOf = async (name) => (await items.allInnerTexts()).findIndex((text) => text.includes(name));
    assert.equal(await placeOf(said.size), 5);
    // Closed, so that all are seen at once.
    await items.nth(5).locator("button[aria-expanded]").click();
    await handle(said.size).focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await placeOf(said.size), 3);
    await page.getByText(t("forms.fields.moved", { place: 4, all: 6 })).waitFor({ state: "attached" });
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("data-reorder")), "true");
    await handle(said.size).scrollIntoViewIfNeeded();
    const from = await handle(said.size).boundingBox();
    const to = await items.nth(1).boundingBox();
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + from.width / 2, to.y + to.height, { steps: 6 });
    await page.mouse.move(from.x + from.width / 2, to.y + 2, { steps: 6 });
    await page.mouse.up();
    assert.equal(await placeOf(said.size), 1);
  });

  step("the preview is the page that visitors get", async () => {
    const { page } = browser;
    if (width === "narrow") await page.getByRole("link", { name: t("forms.tabs.preview") }).click();
    const preview = page.frameLocator("iframe");
    await preview.getByRole("heading", { name: title }).waitFor();
    await preview.getByText(said.size).waitFor();
    await look(page, shot("preview"), { full: false });
  });

  step("it is published, with an address and a line to paste", async () => {
    const { page } = browser;
    await page.getByRole("button", { name: t("forms.publish") }).click();
    await page.getByTestId("form-address").waitFor();
    address = await page.getByTestId("form-address").innerText();
    code = (await page.getByTestId("embed-code").innerText()).trim();
    assert.match(address, /\/f\/frm_[0-9a-z]{26}$/);
    assert.equal(await page.getByText(t("forms.standings.open"), { exact: true }).count(), 1);
    await look(page, shot("share"));
    await page.getByRole("link", { name: t("forms.tabs.results") }).click();
    await page.getByText(t("forms.results.empty.title")).waitFor();
    await look(page, shot("no-results"));
  });

  step("visitors fill it in, on its page and inside another site", async () => {
    const visit = async (url, answers) => {
      const visitor = await openBrowser({ language, width });
      try {
        await visitor.page.goto(url);
        await visitor.page.getByRole("button", { name: said.send }).waitFor();
        const opened = Date.now();
        for (const [label, value] of Object.entries(answers)) await visitor.page.getByLabel(label).fill(value);
        await visitor.page.getByLabel(said.large, { exact: true }).check();
        await visitor.page.getByLabel(said.agree).check();
        await visitor.page.waitForTimeout(Math.max(0, 2_200 - (Date.now() - opened)));
        await visitor.page.getByRole("button", { name: said.send }).click();
        await visitor.page.getByText(said.thanks).waitFor();
        assert.deepEqual(visitor.faults, []);
      } finally {
        await visitor.close();
      }
    };
    site = createServer((_, response) => {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
      response.end(`<!doctype html><html lang="${language}"><head><title>Elsewhere</title><meta name="viewport" content="width=device-width,initial-scale=1"></head><body><main><h2>Elsewhere</h2>${code}</main></body></html>`);
    });
    await new Promise((ready) => site.listen(0, "127.0.0.1", ready));
    // Somebody looks at the results meanwhile: what comes in appears by itself.
    await visit(address, { [said.name]: "Lin", [said.phone]: phone });
    await browser.page.getByRole("table", { name: t("forms.results.list") }).getByRole("row").nth(1).waitFor();
    await visit(`http://127.0.0.1:${site.address().port}/`, { [said.phone]: phone, [said.email]: mail });
  });

  step("the customer is recognised, with the consent recorded", async () => {
    const { page } = browser;
    const list = page.getByRole("table", { name: t("forms.results.list") });
    await list.getByRole("row").nth(2).waitFor();
    await look(page, shot("results"));
    const customers = await list.locator("a[href*='/customers/cus_']").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.equal(customers.length, 2);
    assert.equal(new Set(customers).size, 1, "the phone says that both are one customer");
    const id = customers[0].split("/").pop();
    const { history } = await owner.call(`/customers/${id}/consents`);
    const recorded = history.filter(({ method, purpose, state }) => method === "form" && purpose === "marketing" && state === "given");
    assert.deepEqual([...new Set(recorded.map(({ channel }) => channel))].sort(), ["email", "sms"]);
    await list.locator("a[href*='/customers/cus_']").first().click();
    await page.getByRole("list", { name: t("customer.timeline.list") }).waitFor();
    await page.getByText(t("words.purposes.marketing")).first().waitFor();
    await look(page, shot("customer"));
  });

  step("it is closed, which can be taken back", async () => {
    const page = await open(`/forms/${address.split("/").pop()}`);
    await page.getByRole("button", { name: t("forms.close") }).click();
    await page.getByText(t("forms.standings.closed"), { exact: true }).waitFor();
    assert.match(await (await fetch(`${address}?lang=en`)).text(), /not taking answers/);
    await page.getByRole("button", { name: t("app.undo") }).click();
    await page.getByText(t("forms.standings.open"), { exact: true }).waitFor();
    await open("/forms");
    await page.getByRole("link", { name: title }).waitFor();
    await look(page, shot("list-full"));
    assert.deepEqual(browser.faults, []);
  });
}
