/** The work of a day: the audit trail checked, a messy file brought in, a customer edited, revealed and erased. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { languages, openBrowser, widths } from "../browser.mjs";
import { look } from "../look.mjs";
import { baseUrl, openSession } from "../server.mjs";
import { textsOf } from "../texts.mjs";

let owner;

before(async () => {
  owner = await openSession();
});

for (const language of languages) {
  for (const width of Object.keys(widths)) {
    describe(`${language}, ${width}`, { concurrency: false }, () => work(language, width));
  }
}

function work(language, width) {
  const t = textsOf(language);
  const run = Math.random().toString(36).slice(2, 8);
  const shot = (name) => `${name}.${language}.${width}`;
  let browser;
  before(async () => (browser = await openBrowser({ language, width, cookies: owner.cookies, dark: language === "en" && width === "narrow" })));
  after(() => browser.close());

  test("the audit trail proves itself", async () => {
    await browser.page.goto(`${baseUrl}/settings/audit`);
    await browser.page.getByRole("button", { name: t("settings.audit.proof.run") }).click();
    await browser.page.locator("[data-state=intact]").waitFor();
  });

  test("a messy file is tried, brought in, and its rejects taken home", async () => {
    const { page } = browser;
    const rows = ["姓名,手机号,邮箱,城市"];
    for (let n = 0; n < 400; n += 1) rows.push(n % 20 === 7 ? `坏行${n},not a phone,,` : `客户${run}${n},139${String(10_000_000 + Math.floor(Math.random() * 89_999_999))},f${run}${n}@example.com,杭州`);
    await page.goto(`${baseUrl}/imports/new`);
    await page.locator("input[type=file]").setInputFiles({ name: `crm-${run}.csv`, mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
    await page.getByRole("table", { name: t("imports.mapping.title") }).waitFor();
    await look(page, shot("import-mapping"));
    await page.getByRole("button", { name: t("imports.run.check") }).click();
    await page.getByText(t("imports.run.some_rejected")).waitFor();
    await look(page, shot("import-checked"));
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: t("imports.rejects.download") }).click();
    assert.match((await download).suggestedFilename(), /rejects\.csv$/);
    await page.getByRole("button", { name: t("imports.run.import"), exact: true }).click();
    await page.getByText(t("imports.run.imported")).waitFor();
    await page.goto(`${baseUrl}/imports`);
    await page.getByText(`crm-${run}.csv`).first().waitFor();
  });

  test("a customer is tagged, noted, revealed, asked for consent and erased", async () => {
    const { page } = browser;
    const made = await owner.call("POST", "/customers", { identities: [{ kind: "email", value: `care.${run}@example.com` }], name: "Quentin Care", attributes: { city: "Lyon" } });
    assert.ok(made.status === 200 || made.status === 201, JSON.stringify(made.body));
    await page.goto(`${baseUrl}/customers/${made.body.id}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("button", { name: t("customer.tags.add"), exact: true }).click();
    await page.getByRole("textbox", { name: t("customer.tags.add") }).fill("VIP");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: t("customer.tags.remove", { tag: "VIP" }) }).waitFor();

    await page.getByRole("button", { name: t("customer.actions.reveal") }).click();
    await page.getByLabel(t("customer.reveal.reason")).fill("测试 e2e");
    await page.getByRole("button", { name: t("customer.reveal.submit"), exact: true }).last().click();
    await page.getByRole("heading", { level: 1, name: "Quentin Care" }).waitFor();

    if (width === "narrow") await page.getByText(t("customer.views.about"), { exact: true }).click();
    await page.getByLabel(t("customer.notes.write")).fill("Rings on Tuesdays");
    await page.getByRole("button", { name: t("customer.notes.add") }).click();
    await page.locator("li").getByText("Rings on Tuesdays").waitFor();
    await page.getByRole("button", { name: t("customer.consent.record") }).click();
    await page.waitForTimeout(400);
    await page.getByRole("dialog").getByRole("button", { name: t("settings.save") }).click();
    await page.getByText(t("words.consents.given"), { exact: true }).first().waitFor();
    await look(page, shot("customer-care"));

    await page.getByRole("button", { name: t("customer.actions.more") }).click();
    await page.getByRole("menuitem", { name: t("customer.actions.erase") }).click();
    await page.getByLabel(t("customer.erase.reason")).fill("e2e");
    await page.getByLabel(t("customer.erase.type", { word: t("customer.erase.word") })).fill(t("customer.erase.word"));
    await look(page, shot("erase"), { full: false });
    await page.getByRole("button", { name: t("customer.erase.submit") }).click();
    await page.getByText(t("customer.erase.done")).waitFor();
    assert.equal((await owner.call("GET", `/customers/${made.body.id}`)).status, 404);
  });

  test("nothing went wrong behind the scenes", () => assert.deepEqual(browser.faults, []));
}
