/** The work without a pointer: sign in, jump, find a customer by the palette, merge and take it back; and the help sheet. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser } from "../browser.mjs";
import { checkAccessibility, look } from "../look.mjs";
import { baseUrl, email, openSession, password } from "../server.mjs";
import { textsOf } from "../texts.mjs";

for (const language of ["zh-CN", "en"]) describe(language, { concurrency: false }, () => byKeyboard(language));

function byKeyboard(language) {
  const t = textsOf(language);
  const run = Math.random().toString(36).slice(2, 8);
  const emails = [1, 2].map((n) => `keys.${run}.${n}@example.com`);
  const ids = [];
  let browser;
  let page;
  before(async () => {
    const owner = await openSession();
    for (const value of emails) {
      const made = await owner.call("POST", "/customers", { identities: [{ kind: "email", value }], name: `Kay ${run}` });
      assert.ok(made.status < 300, JSON.stringify(made.body));
      ids.push(made.body.id);
    }
    browser = await openBrowser({ language });
    page = browser.page;
  });
  after(() => browser.close());

  const heading = (name) => page.getByRole("heading", { level: 1, name }).waitFor();
  const path = () => new URL(page.url()).pathname;
  const leaveField = () => page.evaluate(() => document.activeElement.blur());
  /** Tab until the control has the focus; each stop on the way must show where it is. */
  const tabTo = async (control) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const at = document.activeElement;
        if (!at || at === document.body) return "";
        const parts = [at, at.parentElement, at.closest("label"), at.closest("[class*=ant-input], [class*=ant-select], [class*=ant-segmented]")].filter(Boolean);
        const shown = parts.some((part) => { const style = getComputedStyle(part); return style.outlineStyle !== "none" || style.boxShadow !== "none"; });
        return shown ? "" : at.outerHTML.slice(0, 160);
      });
      assert.equal(seen, "", "a control has the focus and does not show it");
      if (await control.evaluate((node) => node === document.activeElement || node.contains(document.activeElement)).catch(() => false)) return;
    }
    assert.fail("the control was not reached with Tab");
  };

  test("sign in", async () => {
    await page.goto(`${baseUrl}/sign-in`);
    await page.getByLabel(t("session.email")).waitFor();
    await page.keyboard.type(email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await heading(t("today.title"));
  });

  test("jump from page to page, but not while typing", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await heading(t("touchpoints.title"));
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await heading(t("customers.title"));
    const search = page.getByRole("searchbox").first();
    await search.focus();
    await page.keyboard.type("gp?");
    assert.equal(path(), "/customers");
    assert.equal(await search.inputValue(), "gp?");
    await search.fill("");
    await leaveField();
  });

  test("the palette finds pages, actions and customers", async () => {
    await page.keyboard.press("ControlOrMeta+k");
    const palette = page.getByRole("dialog").getByRole("combobox");
    await palette.waitFor();
    await look(page, `palette.${language}`, { full: false });
    await page.keyboard.type(t("app.sections.sources"));
    const active = () => palette.evaluate((field) => document.getElementById(field.getAttribute("aria-activedescendant"))?.textContent ?? "");
    assert.match(await active(), new RegExp(`^${t("app.sections.sources")}`));
    await page.keyboard.press("Enter");
    await heading(t("sources.title"));
    await page.keyboard.press("ControlOrMeta+k");
    await palette.waitFor();
    await page.keyboard.type(emails[0]);
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/customers/${ids[0]}`);
  });

  test("the help sheet tells the keys, and switches single ones off", async () => {
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("heading", { name: t("shortcuts.go") }).waitFor();
    await checkAccessibility(page, `help.${language}`);
    await sheet.getByRole("switch").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });
    await leaveField();
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    assert.equal(path(), `/customers/${ids[0]}`);
    await page.evaluate(() => localStorage.removeItem("rapport.single_keys"));
    await page.reload();
  });

  test("merge, and take it back", async () => {
    await page.getByRole("list", { name: t("customer.timeline.list") }).or(page.getByRole("heading", { level: 1 })).first().waitFor();
    await tabTo(page.getByRole("button", { name: t("customer.merge"), exact: true }));
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog");
    const search = drawer.getByLabel(t("customer.merging.search"), { exact: true });
    await search.waitFor();
    if (!(await search.evaluate((node) => node === document.activeElement))) await tabTo(search);
    await page.keyboard.type(emails[1]);
    await drawer.getByRole("radio").first().waitFor();
    await tabTo(drawer.getByRole("radio").first());
    await page.keyboard.press("Space");
    await tabTo(drawer.getByLabel(t("customer.merging.reason"), { exact: true }));
    await page.keyboard.type("e2e");
    await tabTo(drawer.getByRole("button", { name: t("customer.merging.submit"), exact: true }));
    await page.keyboard.press("Enter");
    await page.getByText(t("customer.merging.done")).waitFor();
    await drawer.waitFor({ state: "hidden" });
    const undo = page.getByRole("button", { name: t("customer.merges.undo") }).first();
    await undo.waitFor();
    await tabTo(undo);
    await page.keyboard.press("Enter");
    await page.getByText(t("customer.merging.undone")).waitFor();
    assert.deepEqual(browser.faults, []);
  });
}
