/**
 * The list of customers on the real server: filters that combine, a view that is saved, many tagged and put back, a file taken
 * out, and all of it by keys. Wants EMAIL and PASSWORD of an owner, or runs after the walk's first start.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { languages, openBrowser, widths } from "../browser.mjs";
import { look } from "../look.mjs";
import { baseUrl, email, password } from "../server.mjs";
import { textsOf } from "../texts.mjs";

let cookies;
let call;

/** A button's name begins with its picture's. */
const ending = (text) => new RegExp(`(^|\\s)${text}$`);

before(async () => {
  const answer = await fetch(`${baseUrl}/api/v1/session`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email, password }) });
  assert.equal(answer.status, 200, await answer.clone().text());
  const [name, value] = answer.headers.get("set-cookie").split(";")[0].split("=");
  const { csrf_token } = await answer.json();
  cookies = [{ name, value, url: baseUrl }];
  call = async (method, path, body) => {
    const headers = { Cookie: `${name}=${value}`, "X-CSRF-Token": csrf_token, "Content-Type": "application/json" };
    const got = await fetch(`${baseUrl}/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    assert.ok(got.ok, `${method} ${path}: ${got.status} ${await got.clone().text()}`);
    return got.status === 204 ? null : got.json();
  };
});

for (const language of languages) {
  for (const width of Object.keys(widths)) {
    describe(`${language}, ${width}`, { concurrency: false }, () => list(language, width));
  }
}

function list(language, width) {
  const t = textsOf(language);
  const run = Math.random().toString(36).slice(2, 8);
  const tag = `spring-${run}`;
  const shot = (name) => `${name}.${language}.${width}`;
  const ids = [];
  let browser;
  before(async () => {
    for (let n = 0; n < 3; n += 1) {
      const made = await call("POST", "/customers", { identities: [{ kind: "email", value: `list.${run}.${n}@example.com` }], name: `Quirin ${run}${n}` });
      ids.push(made.id);
    }
    await call("POST", "/customers/tags", { customers: ids.slice(0, 2), add: [`old-${run}`] });
    browser = await openBrowser({ language, width, cookies, dark: language === "zh-CN" && width === "narrow" });
  });
  after(() => browser.close());

  const rows = () => browser.page.getByRole("list", { name: t("customers.list") }).locator("li");
  const shows = (count) => browser.page.waitForFunction(([label, wanted]) => document.querySelectorAll(`ul[aria-label="${label}"] > li`).length === wanted, [t("customers.list"), count]);
  const bar = () => browser.page.getByRole("region", { name: t("customers.bulk.label") });

  test("filters combine, stand in the address, and are taken away one by one", async () => {
    const { page } = browser;
    await page.goto(`${baseUrl}/customers`);
    await rows().first().waitFor();
    await look(page, shot("customers"), { full: false });
    await page.getByRole("button", { name: ending(t("customers.filters.title")) }).click();
    await page.getByRole("dialog").waitFor();
    await look(page, shot("customers-filters"), { full: false });
    await page.getByRole("dialog").getByRole("combobox", { name: t("customers.filters.fields.tag") }).fill(`old-${run}`);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.getByRole("dialog").getByText(t("words.customers.person"), { exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: t("customers.filters.show_other", { shown: "2" }) }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await shows(2);
    const address = new URL(page.url());
    assert.match(address.search, new RegExp(`old-${run}`));
    await look(page, shot("customers-filtered"), { full: false });
    // The address alone brings the same list back.
    await page.goto(address.href);
    await shows(2);
    await page.getByRole("button", { name: t("customers.filters.remove", { filter: t("customers.filters.tag", { tag: `old-${run}` }) }) }).click();
    await page.waitForFunction((gone) => !window.location.search.includes(gone), `old-${run}`);
    await page.goBack();
    await shows(2);
  });

  test("a view is saved and opened again", async () => {
    const { page } = browser;
    const name = `View ${run}`;
    await page.getByRole("button", { name: t("customers.views.label", { name: t("customers.views.all") }) }).click();
    await page.getByRole("menuitem", { name: t("customers.views.save") }).click();
    await page.getByLabel(t("customers.views.name"), { exact: true }).fill(name);
    await look(page, shot("customers-view"), { full: false });
    await page.getByRole("button", { name: t("settings.save") }).click();
    await page.getByRole("button", { name: t("customers.views.label", { name }) }).waitFor();
    await page.goto(`${baseUrl}/customers`);
    await page.getByRole("button", { name: t("customers.views.label", { name: t("customers.views.all") }) }).click();
    await page.getByRole("menuitem", { name }).click();
    await shows(2);
    const { data } = await call("GET", "/views");
    assert.deepEqual(data.find((one) => one.name === name).filter.tag, [`old-${run}`]);
  });

  test("columns are chosen, and the list is sorted by their heads", { skip: width === "narrow" }, async () => {
    const { page } = browser;
    await page.goto(`${baseUrl}/customers`);
    await rows().first().waitFor();
    await page.getByRole("button", { name: t("customers.columns.choose") }).click();
    const orders = page.getByRole("checkbox", { name: t("customers.columns.orders"), exact: true });
    await orders.check();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: t("customers.sort.by", { column: t("customers.columns.orders") }) }).click();
    await page.getByRole("button", { name: t("customers.sort.falling", { column: t("customers.columns.orders") }) }).waitFor();
    await page.waitForFunction(() => window.location.search.includes("sort=orders"));
    await look(page, shot("customers-columns"), { full: false });
    await page.goto(`${baseUrl}/customers`);
    await page.getByRole("button", { name: t("customers.sort.by", { column: t("customers.columns.orders") }) }).waitFor();
    await call("PUT", "/preferences/customers.columns", { value: null });
  });

  test("all that match are tagged, and it is taken back", async () => {
    const { page } = browser;
    await page.goto(`${baseUrl}/customers?q=${encodeURIComponent(`Quirin ${run}`)}`);
    await shows(3);
    await rows().first().getByRole("checkbox").click();
    await bar().getByRole("button", { name: t("customers.bulk.choose_all") }).click();
    await bar().getByText(t("customers.bulk.all_chosen", { shown: "3" })).waitFor();
    await bar().getByRole("button", { name: ending(t("customers.bulk.tag")) }).click();
    await page.getByRole("combobox", { name: t("customers.bulk.tag") }).fill(tag);
    await page.keyboard.press("Enter");
    await look(page, shot("customers-tagging"), { full: false });
    await page.locator(".ant-popover").getByRole("button", { name: t("customers.bulk.tag"), exact: true }).click();
    await bar().getByText(t("customers.bulk.done_other", { shown: "3" })).waitFor();
    assert.equal((await call("GET", `/customers/count?tag=${tag}`)).count, 3);
    await look(page, shot("customers-tagged"), { full: false });
    await bar().getByRole("button", { name: t("app.undo") }).click();
    await bar().getByText(t("customers.bulk.undone_other", { shown: "3" })).waitFor();
    assert.equal((await call("GET", `/customers/count?tag=${tag}`)).count, 0);
    await bar().getByRole("button", { name: t("customers.bulk.close") }).click();
  });

  test("keys move, choose and open", { skip: width === "narrow" }, async () => {
    const { page } = browser;
    await page.goto(`${baseUrl}/customers?q=${encodeURIComponent(`Quirin ${run}`)}`);
    await shows(3);
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("type")), "search");
    await page.keyboard.press("ArrowDown");
    const place = () => page.evaluate(() => document.activeElement?.closest("[data-index]")?.getAttribute("data-index"));
    await page.waitForFunction(() => document.activeElement?.closest("[data-index]"));
    assert.equal(await place(), "0");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("x");
    assert.equal(await place(), "1");
    await bar().getByText(t("customers.bulk.chosen_other", { shown: "1" })).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/customers\/cus_/);
  });

  test("the chosen are taken out as a file", async () => {
    const { page } = browser;
    await page.goto(`${baseUrl}/customers?q=${encodeURIComponent(`Quirin ${run}`)}`);
    await shows(3);
    await rows().nth(0).getByRole("checkbox").click();
    await rows().nth(1).getByRole("checkbox").click();
    await bar().getByRole("button", { name: t("customers.bulk.export") }).click();
    await page.getByRole("dialog").getByText(t("customers.export.whom_other", { shown: "2" })).waitFor();
    await look(page, shot("customers-export"), { full: false });
    const download = page.waitForEvent("download");
    await page.getByRole("dialog").getByRole("button", { name: t("customers.export.begin") }).click();
    const file = await download;
    assert.equal(file.suggestedFilename(), "customers.csv");
    const text = await (await import("node:fs/promises")).readFile(await file.path(), "utf8");
    assert.equal(text.trim().split("\n").length, 3, text);
    assert.ok(!text.includes(`list.${run}`), "values are masked");
  });

  test("the list is shown plain for a reason", async () => {
    const { page } = browser;
    await page.goto(`${baseUrl}/customers?q=${encodeURIComponent(`Quirin ${run}`)}`);
    await shows(3);
    assert.equal(await page.getByText(`Quirin ${run}0`).count(), 0);
    await page.getByRole("button", { name: t("customers.reveal.action") }).click();
    await page.getByLabel(t("customer.reveal.reason")).fill("测试 e2e");
    await page.getByRole("button", { name: t("customer.reveal.submit"), exact: true }).last().click();
    await page.getByText(`Quirin ${run}0`).first().waitFor();
    await page.getByRole("button", { name: t("customer.actions.mask") }).click();
    await page.getByText(`Quirin ${run}0`).first().waitFor({ state: "detached" });
  });

  test("nobody who fits is said so, with the way back", async () => {
    const { page } = browser;
    await page.goto(`${baseUrl}/customers?tag=${encodeURIComponent('["nobody-has-this"]')}`);
    await page.getByRole("heading", { name: t("customers.nobody_fits.title") }).waitFor();
    await look(page, shot("customers-nobody"), { full: false });
    await page.getByRole("button", { name: t("customers.filters.clear") }).last().click();
    await rows().first().waitFor();
  });

  test("nothing went wrong behind the scenes", () => assert.deepEqual(browser.faults, []));
}
