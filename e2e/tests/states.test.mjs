/** What only the stand-in can show at will: an empty company, failures, both themes, and a long history. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { languages, openBrowser, widths } from "../browser.mjs";
import { signIn, startFixture } from "../fixture/server.mjs";
import { look } from "../look.mjs";
import { textsOf } from "../texts.mjs";

async function signedIn(url, options) {
  const answer = await fetch(`${url}/api/v1/session`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(signIn.token ? { email: signIn.email, password: signIn.password } : {}) });
  const [name, value] = (answer.headers.get("set-cookie") ?? "").split(";")[0].split("=");
  return openBrowser({ ...options, cookies: [{ name, value, url }] });
}

const pages = { today: "/", customers: "/customers", touchpoints: "/touchpoints", sources: "/sources", imports: "/imports", plan: "/tracking-plan" };

describe("an empty company teaches", () => {
  let fixture;
  before(async () => (fixture = await startFixture({ empty: true })));
  after(() => fixture.close());
  for (const language of languages) {
    for (const width of Object.keys(widths)) {
      test(`${language}, ${width}`, async () => {
        const browser = await signedIn(fixture.url, { language, width });
        try {
          for (const [name, path] of Object.entries(pages)) {
            await browser.page.goto(fixture.url + path);
            await browser.page.getByRole("heading", { level: 2 }).first().waitFor();
            await look(browser.page, `empty.${name}.${language}.${width}`);
          }
          assert.deepEqual(browser.faults, []);
        } finally {
          await browser.close();
        }
      });
    }
  }
});

describe("failures say what to do", () => {
  let fixture;
  before(async () => (fixture = await startFixture()));
  after(() => fixture.close());
  for (const language of languages) {
    for (const width of Object.keys(widths)) {
      test(`${language}, ${width}`, async () => {
        const t = textsOf(language);
        const browser = await signedIn(fixture.url, { language, width });
        const { page } = browser;
        try {
          await page.route(/\/api\/v1\/(customers|figures|sources|touchpoints|stream|imports|event-types)/, (route) =>
            route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ title: "down", status: 503, code: "database_unavailable" }) }),
          );
          for (const [name, path] of Object.entries(pages)) {
            await page.goto(fixture.url + path);
            await page.getByText(t("errors.server.title")).waitFor();
            await look(page, `failure.${name}.${language}.${width}`);
          }
          await page.unrouteAll();
          await page.goto(`${fixture.url}/customers/cus_nobody`);
          await page.getByText(t("errors.not_found.title")).waitFor();
          await look(page, `failure.missing.${language}.${width}`);
          await page.goto(`${fixture.url}/customers?q=zzzz`);
          await page.getByText(t("customers.nothing.help")).waitFor();
          await look(page, `nothing.customers.${language}.${width}`);
          await page.route(/\/api\/v1\/customers/, (route) => route.fulfill({ status: 401, contentType: "application/problem+json", body: "{}" }));
          await page.goto(`${fixture.url}/customers`);
          await page.getByLabel(t("session.email")).waitFor();
          assert.match(page.url(), /next=%2Fcustomers/);
        } finally {
          await browser.close();
        }
      });
    }
  }
});

describe("dark", () => {
  let fixture;
  before(async () => (fixture = await startFixture({ rate: 4 })));
  after(() => fixture.close());
  for (const width of Object.keys(widths)) {
    test(width, async () => {
      const t = textsOf("zh-CN");
      const browser = await signedIn(fixture.url, { language: "zh-CN", width, dark: true });
      const { page } = browser;
      try {
        for (const [name, path] of Object.entries({ ...pages, "source-new": "/sources?new=true" })) {
          await page.goto(fixture.url + path);
          await page.waitForTimeout(1_500);
          await look(page, `dark.${name}.${width}`, { full: name !== "customers" });
        }
        await page.goto(`${fixture.url}/customers/cus_000000`);
        await page.getByRole("button", { name: t("customer.merge") }).waitFor();
        await page.waitForTimeout(500);
        await look(page, `dark.customer.${width}`, { full: false });
        await page.getByRole("button", { name: t("customer.merge") }).click();
        await page.getByRole("dialog").getByRole("textbox").first().or(page.getByRole("searchbox")).first().waitFor();
        await look(page, `dark.merge.${width}`, { full: false });
        assert.deepEqual(browser.faults, []);
      } finally {
        await browser.close();
      }
    });
  }
});

describe("settings", () => {
  let fixture;
  before(async () => (fixture = await startFixture()));
  after(() => fixture.close());
  for (const width of Object.keys(widths)) {
    test(`language and appearance change at once, ${width}`, async () => {
      const browser = await signedIn(fixture.url, { language: "en", width });
      const { page } = browser;
      const en = textsOf("en");
      const zh = textsOf("zh-CN");
      try {
        await page.goto(fixture.url);
        await page.getByRole("button", { name: width === "wide" ? "林晓" : en("app.nav.more") }).click();
        const drawer = page.getByRole("dialog");
        await drawer.getByText(en("app.languages.zh-CN")).click();
        await drawer.getByText(zh("app.themes.dark")).click();
        await page.waitForTimeout(400);
        assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
        assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
        await look(page, `settings.${width}`, { full: false });
      } finally {
        await browser.close();
      }
    });
  }
});

describe("a long history", () => {
  let fixture;
  before(async () => (fixture = await startFixture()));
  after(() => fixture.close());
  for (const language of languages) {
    for (const width of Object.keys(widths)) {
      test(`${language}, ${width}: scrolls without end, keeps few rows`, async () => {
        const browser = await signedIn(fixture.url, { language, width });
        const { page } = browser;
        const t = textsOf(language);
        try {
          await page.goto(`${fixture.url}/customers/cus_000000`);
          await page.getByRole("list", { name: t("customer.timeline.list") }).locator("li").first().waitFor();
          await look(page, `history.${language}.${width}`, { full: false });
          for (let step = 0; step < 60; step += 1) {
            await page.mouse.wheel(0, 2_500);
            await page.waitForTimeout(60);
            if (await page.getByText(t("app.end")).isVisible()) break;
          }
          await page.getByText(t("app.end")).waitFor();
          assert.ok((await page.getByRole("list", { name: t("customer.timeline.list") }).locator("li").count()) < 120);
          await look(page, `history-end.${language}.${width}`, { full: false });

          await page.goto(`${fixture.url}/customers`);
          await page.getByRole("list", { name: t("customers.list") }).locator("li").first().waitFor();
          await look(page, `list.${language}.${width}`, { full: false });
          for (let step = 0; step < 80; step += 1) {
            await page.mouse.wheel(0, 2_500);
            await page.waitForTimeout(50);
            if (await page.getByText(t("app.end")).isVisible()) break;
          }
          await page.getByText(t("app.end")).waitFor();
          assert.ok((await page.getByRole("list", { name: t("customers.list") }).locator("li").count()) < 60);
          assert.deepEqual(browser.faults, []);
        } finally {
          await browser.close();
        }
      });
    }
  }
});
