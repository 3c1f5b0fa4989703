/**
 * The work of a day on the real server: every settings and data page, a messy file brought in, a customer edited, revealed
 * and erased, and what each role is not shown. Wants EMAIL and PASSWORD of an owner, or runs after the walk's first start.
 */
import assert from "node:assert/strict";
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
  const { csrf_token } = await answer.json();
  const headers = { Cookie: `${name}=${value}`, "X-CSRF-Token": csrf_token, "Content-Type": "application/json" };
  const call = async (method, path, sent) => {
    const got = await fetch(`${baseUrl}/api/v1${path}`, { method, headers, ...(sent ? { body: JSON.stringify(sent) } : {}) });
    return { status: got.status, body: await got.json().catch(() => null) };
  };
  return { call, cookies: [{ name, value, url: baseUrl }] };
}

before(async () => {
  owner = await signIn({ email, password });
});

const pages = {
  imports: "/imports",
  "import-new": "/imports/new",
  plan: "/tracking-plan",
  company: "/settings/company",
  people: "/settings/people",
  units: "/settings/units",
  tokens: "/settings/tokens",
  audit: "/settings/audit",
  health: "/settings/health",
};

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

  test("every page of data and settings", async () => {
    for (const [name, path] of Object.entries(pages)) {
      await browser.page.goto(baseUrl + path);
      await browser.page.getByRole("heading", { level: 1 }).waitFor();
      await browser.page.getByRole("status", { name: t("app.loading") }).waitFor({ state: "detached" });
      await look(browser.page, shot(name));
    }
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

describe("what a role may not do is neither shown nor done", () => {
  // Places of the navigation that each role has, beside Today, Customers and Touchpoints.
  const roles = { agent: ["settings"], marketer: ["data", "settings"], analyst: ["data", "settings"], store: ["settings"], auditor: ["data", "settings"] };
  for (const [role, places] of Object.entries(roles)) {
    test(role, async () => {
      const t = textsOf("en");
      const made = await owner.call("POST", "/users", { email: `${role}.${Math.random().toString(36).slice(2, 8)}@shop.example`, name: `A ${role}`, role });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      const person = await signIn({ one_time_token: made.body.one_time_token });
      assert.equal((await person.call("POST", "/session/password", { new_password: "quiet river stone" })).status, 200);
      assert.equal((await person.call("POST", "/users", { email: "x@shop.example", name: "X", role: "agent" })).status, 403);
      const browser = await openBrowser({ language: "en", cookies: person.cookies });
      try {
        await browser.page.goto(`${baseUrl}/customers`);
        await browser.page.getByRole("heading", { level: 1 }).waitFor();
        const shown = browser.page.getByRole("navigation", { name: t("app.navigation") }).first();
        for (const place of ["data", "settings"]) {
          assert.equal(await shown.getByRole("link", { name: t(`app.nav.${place}`), exact: true }).count(), places.includes(place) ? 1 : 0, `${role} and ${place}`);
        }
        await browser.page.getByRole("list", { name: t("customers.list") }).locator("a").first().click();
        await browser.page.getByRole("list", { name: t("customer.timeline.list") }).waitFor();
        assert.equal(await browser.page.getByRole("button", { name: t("customer.merge") }).count(), 0);
        assert.equal(await browser.page.getByRole("button", { name: t("customer.actions.reveal") }).count(), role === "agent" ? 1 : 0);
        await browser.page.goto(`${baseUrl}/settings/audit`);
        if (role !== "auditor") await browser.page.getByText(t("errors.forbidden.title")).first().waitFor();
      } finally {
        await browser.close();
      }
    });
  }
});
