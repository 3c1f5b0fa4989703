/**
 * Forms as visitors meet them: the page of a form, with and without JavaScript, and the form inside another site, each in
 * both languages and both widths. Needs a server and an owner's token:
 *   BASE_URL=http://127.0.0.1:8080 RAPPORT_TOKEN=rpt_… node run.mjs tests/form.test.mjs
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { languages, openBrowser, widths } from "../browser.mjs";
import { look } from "../look.mjs";
import { baseUrl } from "../server.mjs";

const token = process.env.RAPPORT_TOKEN;
if (!token) throw new Error("RAPPORT_TOKEN is not set: forms are made and read with it");
const definition = JSON.parse(readFileSync(new URL("../../crates/channels/src/form/every_kind.json", import.meta.url), "utf8"));
const texts = {
  en: { lang: "en", name: "Name", phone: "Phone", tea: "Tea", large: "Large", privacy: "I have read and agree", send: "Join", errors: "Please correct", choose: "Please tick this box", thanks: "Welcome!" },
  "zh-CN": { lang: "zh", name: "姓名", phone: "手机", tea: "茶", large: "大", privacy: "我已阅读并同意", send: "立即加入", errors: "有几处需要修改", choose: "请勾选后再提交", thanks: "欢迎加入" },
};
let form;
let site;
let host;

async function api(method, path, body) {
  const answer = await fetch(`${baseUrl}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}

const phone = () => `138${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;

before(async () => {
  form = await api("POST", "/api/v1/forms", { definition, rate_per_minute: 1000 });
  // Another site, with a policy of its own that allows our script and nothing else of ours.
  const policy = `default-src 'self'; script-src ${baseUrl}; connect-src ${baseUrl}; style-src 'self' 'unsafe-inline'`;
  site = createServer((request, response) => {
    const lang = new URL(request.url, "http://site").searchParams.get("lang") ?? "en";
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy });
    response.end(`<!doctype html><html lang="${lang}"><head><title>A shop</title><meta name="viewport" content="width=device-width,initial-scale=1">
      <style>body{margin:0;padding:16px;font-family:serif;background:#fbf7ef} label,input,h1{color:red !important;font-size:9px} .rapport-form{--rf-accent:#0b6e4f}</style></head>
      <body><main><h2>A shop of somebody else</h2><script src="${baseUrl}/forms.js" data-form="${form.id}" data-lang="${lang}" async></script></main></body></html>`);
  });
  await new Promise((ready) => site.listen(0, "127.0.0.1", ready));
  host = `http://127.0.0.1:${site.address().port}`;
});

after(() => site?.close());

async function fill(page, t, number) {
  await page.getByLabel(t.name).fill("李雷 <b>Lei</b>");
  await page.getByLabel(t.phone).fill(number);
  await page.getByLabel(t.large, { exact: true }).check();
  await page.getByLabel(t.tea, { exact: true }).check();
  await page.getByLabel(t.privacy).check();
}

async function arrived(number) {
  for (let tries = 0; tries < 50; tries++) {
    const found = await api("GET", `/api/v1/customers?identity=phone:${number}`);
    if (found.data[0]?.attributes?.interests) return found.data[0];
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error("the customer did not arrive");
}

for (const language of languages) {
  const t = texts[language];
  for (const width of Object.keys(widths)) {
    describe(`${language}, ${width}`, { concurrency: false }, () => {
      const shot = (name) => `form-${name}.${language}.${width}`;

      test("the page of the form", async () => {
        const browser = await openBrowser({ language, width });
        const { page } = browser;
        try {
          await page.goto(`${baseUrl}/f/${form.id}?utm_source=e2e`);
          await page.getByRole("heading", { level: 1 }).waitFor();
          const opened = Date.now();
          assert.equal(await page.locator("html").getAttribute("lang"), language);
          await look(page, shot("page"));
          await page.waitForTimeout(Math.max(0, 2_200 - (Date.now() - opened)));
          await page.getByRole("button", { name: t.send }).click();
          await page.getByText(t.errors).waitFor();
          await look(page, shot("errors"));
          assert.equal(await page.getByLabel(t.name).getAttribute("aria-invalid"), "true");
          await page.getByRole("link", { name: t.name, exact: true }).click();
          assert.equal(await page.evaluate(() => document.activeElement.id), "rf-name");
          const number = phone();
          await fill(page, t, number);
          await page.getByRole("button", { name: t.send }).dblclick();
          await page.getByText(t.thanks).waitFor();
          await look(page, shot("thanks"));
          const customer = await arrived(number);
          assert.deepEqual(customer.attributes.interests, ["tea"]);
          assert.equal(customer.touches, 1, "a double click is one");
          assert.deepEqual(browser.faults, []);
        } finally {
          await browser.close();
        }
      });

      test("the form inside another site", async () => {
        const browser = await openBrowser({ language, width });
        const { page } = browser;
        try {
          await page.goto(`${host}/?lang=${t.lang}`);
          await page.getByRole("button", { name: t.send }).waitFor();
          const opened = Date.now();
          const size = await page.locator(".rapport-form label").first().evaluate((label) => getComputedStyle(label).fontSize);
          assert.equal(size, "16px", "the site's own styles stay outside");
          await look(page, shot("embed"));
          await page.waitForTimeout(Math.max(0, 2_200 - (Date.now() - opened)));
          await page.getByRole("button", { name: t.send }).click();
          await page.getByText(t.choose).first().waitFor();
          await look(page, shot("embed-errors"));
          const heard = page.evaluate(() => new Promise((hear) => document.addEventListener("rapport:form", (event) => hear(event.detail.form), { once: true })));
          const number = phone();
          await fill(page, t, number);
          await page.getByRole("button", { name: t.send }).click();
          await page.getByText(t.thanks).waitFor();
          assert.equal(await heard, form.id);
          await look(page, shot("embed-thanks"));
          await arrived(number);
          assert.deepEqual(browser.faults, []);
        } finally {
          await browser.close();
        }
      });
    });
  }
}

test("without JavaScript", async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ javaScriptEnabled: false, locale: "en", viewport: widths.narrow });
  const t = texts.en;
  try {
    await page.goto(`${baseUrl}/f/${form.id}`);
    await page.waitForTimeout(2_200);
    await page.getByLabel(t.name).fill("\"><script>alert(1)</script>");
    await page.getByRole("button", { name: t.send }).click();
    await page.getByText(t.errors).waitFor();
    assert.equal(await page.getByLabel(t.name).inputValue(), "\"><script>alert(1)</script>", "what was typed is still there");
    await page.screenshot({ path: new URL("../screenshots/form-no-script.en.narrow.png", import.meta.url).pathname, fullPage: true });
    const number = phone();
    await fill(page, t, number);
    await page.getByRole("button", { name: t.send }).click();
    await page.waitForURL(/\/thanks/);
    await page.getByText(t.thanks).waitFor();
    await arrived(number);
  } finally {
    await browser.close();
  }
});

test("under attack the page does the work that is asked for", async () => {
  const attacked = await api("POST", "/api/v1/forms", { definition, rate_per_minute: 1000 });
  const spam = JSON.stringify({ answers: {}, website_url: "http://spam.example" });
  for (let turn = 0; turn < 31; turn++) {
    await fetch(`${baseUrl}/api/forms/${attacked.id}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: spam });
  }
  const browser = await openBrowser({ language: "en", width: "narrow" });
  const { page } = browser;
  try {
    await page.goto(`${baseUrl}/f/${attacked.id}`);
    assert.equal(await page.locator("[name=_difficulty]").inputValue(), "16");
    await page.waitForTimeout(2_200);
    await fill(page, texts.en, phone());
    await page.getByRole("button", { name: texts.en.send }).click();
    await page.getByText(texts.en.thanks).waitFor({ timeout: 20_000 });
  } finally {
    await browser.close();
  }
});

test("what the form brought is counted", async () => {
  const results = await api("GET", `/api/v1/forms/${form.id}/results`);
  assert.ok(results.submissions >= 9 && results.views >= results.submissions, JSON.stringify(results));
});
