/** What each role is shown, may open and may do, on the screen and over the API; and what a change of role takes away at once. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { openBrowser } from "../browser.mjs";
import { baseUrl, newPerson, openSession } from "../server.mjs";
import { textsOf } from "../texts.mjs";

const t = textsOf("en");
let owner;
before(async () => (owner = await openSession()));

// Beside Today, Customers and Touchpoints, which everybody has. Pages are the data and settings pages that open.
const roles = {
  admin: { data: true, settings: true, merge: true, reveal: true, erase: true, source: true, audit: true },
  supervisor: { data: true, settings: true, merge: true, reveal: true, erase: false, source: false, audit: false },
  agent: { data: false, settings: true, merge: false, reveal: true, erase: false, source: false, audit: false },
  marketer: { data: true, settings: true, merge: false, reveal: false, erase: false, source: false, audit: false },
  analyst: { data: true, settings: true, merge: false, reveal: false, erase: false, source: false, audit: false },
  store: { data: false, settings: true, merge: false, reveal: false, erase: false, source: false, audit: false },
  auditor: { data: true, settings: true, merge: false, reveal: false, erase: false, source: false, audit: true },
};

const shown = async (locator, expected, what) => assert.equal(await locator.count(), expected ? 1 : 0, what);

describe("what a role may not do is neither shown nor done", () => {
  for (const [role, may] of Object.entries(roles)) {
    test(role, async () => {
      const person = await newPerson(owner, role);
      const browser = await openBrowser({ language: "en", cookies: person.cookies });
      const { page } = browser;
      try {
        await page.goto(`${baseUrl}/customers`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        const navigation = page.getByRole("navigation", { name: t("app.navigation") }).first();
        for (const place of ["data", "settings"]) await shown(navigation.getByRole("link", { name: t(`app.nav.${place}`), exact: true }), may[place], `${role} and ${place}`);

        await page.getByRole("list", { name: t("customers.list") }).locator("a").first().click();
        await page.getByRole("list", { name: t("customer.timeline.list") }).waitFor();
        const id = new URL(page.url()).pathname.split("/").pop();
        await shown(page.getByRole("button", { name: t("customer.merge"), exact: true }), may.merge, `${role} and merge`);
        await shown(page.getByRole("button", { name: t("customer.actions.reveal"), exact: true }), may.reveal, `${role} and reveal`);
        const more = page.getByRole("button", { name: t("customer.actions.more"), exact: true });
        if ((await more.count()) > 0) await more.click();
        await shown(page.getByRole("menuitem", { name: t("customer.actions.erase"), exact: true }), may.erase, `${role} and erase`);

        // An address that is known is refused as well as hidden.
        await page.goto(`${baseUrl}/settings/audit`);
        if (may.audit) await page.getByRole("button", { name: t("settings.audit.proof.run") }).waitFor();
        else await page.getByText(t("errors.forbidden.title")).first().waitFor();
        await page.goto(`${baseUrl}/sources?new=true`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        if (!may.source) await shown(page.getByRole("dialog"), false, `${role} and a new source`);

        const refused = async (method, path, sent) => assert.equal((await person.call(method, path, sent)).status, 403, `${role}: ${method} ${path}`);
        if (!may.merge) await refused("POST", `/customers/${id}/merge`, { other: id, reason: "e2e" });
        if (!may.erase) await refused("DELETE", `/customers/${id}`);
        if (!may.source) await refused("POST", "/sources", { name: "X", channel: "web" });
        if (!may.audit) await refused("GET", "/audit");
        if (role !== "admin") await refused("POST", "/users", { email: "x@shop.example", name: "X", role: "agent" });
        assert.deepEqual(browser.faults, []);
      } finally {
        await browser.close();
      }
    });
  }

  test("a role that is taken away takes its doors with it", async () => {
    const person = await newPerson(owner, "supervisor");
    const browser = await openBrowser({ language: "en", cookies: person.cookies });
    const { page } = browser;
    try {
      await page.goto(`${baseUrl}/customers`);
      await page.getByRole("list", { name: t("customers.list") }).locator("a").first().click();
      const merge = page.getByRole("button", { name: t("customer.merge"), exact: true });
      await merge.waitFor();
      assert.equal((await owner.call("PATCH", `/users/${person.user.id}`, { role: "store" })).status, 200);
      const id = new URL(page.url()).pathname.split("/").pop();
      assert.equal((await person.call("POST", `/customers/${id}/merge`, { other: id, reason: "e2e" })).status, 403);
      await page.reload();
      await page.getByRole("list", { name: t("customer.timeline.list") }).waitFor();
      await shown(merge, false, "merge after the change");
    } finally {
      await browser.close();
    }
  });
});
