/**
 * The data of the house on the real server: a file of 50,000 messy rows brought in and taken back, a webhook from its first
 * test to a replay, the touchpoints as a map and changed in place, and the lists behind the first page's numbers.
 * Wants EMAIL and PASSWORD of an owner, or runs after the walk's first start; and RAPPORT_ARGS=--webhooks-allow-private.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { openBrowser } from "../browser.mjs";
import { look } from "../look.mjs";
import { baseUrl, email, password, sendBatch } from "../server.mjs";
import { textsOf } from "../texts.mjs";

// ROWS makes the file smaller where a program without optimisations has to read it.
const most = Number(process.env.ROWS ?? 50_000);
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

/** Rows as they come from life: bad numbers, empty rows, a stray quote, twice the same person. */
function messyRows(run, count) {
  const rows = ["姓名,手机号,邮箱,城市,生日"];
  for (let n = 0; n < count; n += 1) {
    const phone = `13${String(100_000_000 + n).padStart(9, "0")}`;
    if (n % 500 === 3) rows.push(`坏行${n},not a phone,,,`);
    else if (n % 500 === 7) rows.push(`,,,,`);
    else if (n % 500 === 11) rows.push(`"王, ${n}",${phone},not-an-address,上海,1990-02-30`);
    else rows.push(`客户${n},${phone},m${run}.${n}@example.com,杭州,1988-0${1 + (n % 9)}-12`);
  }
  return rows;
}

// One language at each width, so that both are seen in both: what is done here takes a while.
for (const [language, width, rows] of [["en", "wide", most], ["zh-CN", "narrow", 1_000]]) {
  describe(`${language}, ${width}`, { concurrency: false }, () => work(language, width, rows));
}

function work(language, width, rows) {
  const t = textsOf(language);
  const run = Math.random().toString(36).slice(2, 8);
  const shot = (name) => `${name}.${language}.${width}`;
  let browser;
  before(async () => (browser = await openBrowser({ language, width, cookies: owner.cookies })));
  after(() => browser.close());

  test("a webhook is made, tested, fails, and is told again", { timeout: 120_000 }, async () => {
    const { page } = browser;
    const heard = [];
    let status = 200;
    const receiver = createServer((request, response) => {
      request.resume();
      request.on("end", () => {
        heard.push(request.headers["webhook-id"]);
        response.writeHead(status).end(status === 200 ? "thanks" : "not now");
      });
    });
    await new Promise((done) => receiver.listen(0, "127.0.0.1", done));
    try {
      await page.goto(`${baseUrl}/webhooks?new=true`);
      await page.getByLabel(t("webhooks.form.name")).fill(`ERP ${run}`);
      await page.getByLabel(t("webhooks.form.url")).fill(`http://127.0.0.1:${receiver.address().port}/hook`);
      for (const kind of ["touch", "customer_merged", "customer_unmerged", "customer_erased", "consent_changed"]) await page.getByRole("checkbox", { name: t(`webhooks.kinds.${kind}`) }).uncheck();
      await look(page, shot("webhook-new"), { full: false });
      await page.getByRole("button", { name: t("webhooks.form.submit") }).click();
      assert.match(await page.getByTestId("webhook-secret").innerText(), /^whsec_/);
      await page.getByRole("button", { name: t("webhooks.secret.done") }).click();
      await page.getByRole("button", { name: t("webhooks.test") }).click();
      await until(() => heard.length === 1, "the test is heard");
      const deliveries = page.getByRole("region", { name: t("webhooks.deliveries.title") });
      await deliveries.locator("summary").filter({ hasText: t("webhooks.deliveries.views.delivered") }).first().click();
      await page.getByText("thanks").waitFor();
      await look(page, shot("webhook"), { full: false });
      await page.getByRole("button", { name: t("webhooks.deliveries.replay") }).click();
      await until(() => heard.length === 2, "it is heard again");
      assert.equal(heard[0], heard[1], "with the same id");

      status = 503;
      await page.getByRole("button", { name: t("webhooks.test") }).click();
      await until(() => heard.length === 3, "the second test is heard");
      await page.getByText(t("webhooks.failing")).waitFor();
      status = 200;
      await page.getByRole("button", { name: t("webhooks.pause"), exact: true }).click();
      await page.getByText(t("webhooks.paused"), { exact: true }).waitFor();
      await page.getByRole("button", { name: t("webhooks.resume"), exact: true }).click();
      await page.getByRole("button", { name: t("webhooks.pause"), exact: true }).waitFor();
      await page.getByText(t("webhooks.again.title")).click();
      await page.getByLabel(t("webhooks.again.from")).fill("2020-01-01T00:00");
      await page.locator("details form").getByRole("button", { name: t("webhooks.again.run"), exact: true }).click();
      await until(() => heard.length >= 4, "what was told is told again");
    } finally {
      receiver.close();
      receiver.closeAllConnections();
    }
  });

  test("the map of touchpoints leads to one, which is changed and changed back", async () => {
    const { page } = browser;
    const { body: place } = await owner.call("POST", "/touchpoints", { name: `Corner ${run}`, channel: "store", stage: "buy" });
    const source = (await owner.call("POST", "/sources", { name: `Till ${run}`, touchpoint: place.id })).body;
    await sendBatch(source.write_key, [1, 2, 3].map((n) => ({ type: "track", event: "Store Visited", userId: `till-${run}-${n}` })));
    await until(async () => {
      const all = [];
      for (let cursor = ""; cursor !== null; ) {
        const page = (await owner.call("GET", `/touchpoint-volumes?limit=500${cursor && `&cursor=${cursor}`}`)).body;
        all.push(...page.data);
        cursor = page.next_cursor;
      }
      return all.find(({ touchpoint }) => touchpoint === place.id)?.touches === 3;
    }, "its touches are counted");
    await page.goto(`${baseUrl}/touchpoints?view=map`);
    await page.getByRole("region", { name: t("touchpoints.map.label") }).waitFor();
    await look(page, shot("touchpoint-map"));
    await page.goto(`${baseUrl}/touchpoints?view=list&channel=store`);
    await look(page, shot("touchpoint-list"));
    await page.getByRole("button", { name: `Corner ${run}` }).click();
    await page.getByRole("button", { name: t("touchpoints.facts.edit", { name: t("touchpoints.facts.owner") }) }).click();
    await page.getByRole("textbox", { name: t("touchpoints.facts.owner") }).fill("Han Meimei");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText("Han Meimei").waitFor();
    // The offer to undo does not stay for long, so it is taken before anything is looked at.
    await page.getByRole("button", { name: t("app.undo"), exact: true }).click();
    await until(async () => (await owner.call("GET", `/touchpoints/${place.id}`)).body.owner === null, "the owner is as before");
    await look(page, shot("touchpoint"), { full: false });
  });

  test("every number of the first page opens its list", async () => {
    const { page } = browser;
    const { body: source } = await owner.call("POST", "/sources", { name: `Broken ${run}` });
    await fetch(`${baseUrl}/v1/track`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ writeKey: source.write_key, userId: "u" }) });
    const paid = (user) => ({ message_id: `${user}-${run}`, event: "Paid", identities: [{ kind: "user_id", value: `${user}-${run}` }, { kind: "email", value: `shared.${run}@example.com` }] });
    const told = await owner.call("POST", "/touches", { touches: [paid("one"), paid("two")] });
    assert.equal(told.status, 200, JSON.stringify(told.body));
    await until(async () => (await owner.call("GET", "/figures/today")).body.attention.some(({ code }) => code === "doubtful_links"), "the doubt is counted");
    await page.goto(baseUrl);
    await page.getByRole("img", { name: new RegExp(t("today.trend.hours")) }).waitFor();
    await look(page, shot("today-trend"));
    await page.getByRole("link", { name: new RegExp(t("today.attention.failing_sources")) }).click();
    await page.getByRole("link", { name: `Broken ${run}` }).waitFor();
    await look(page, shot("attention-sources"));
    for (const [name, path] of Object.entries({ merges: "/attention/merges", doubtful: "/attention/doubtful", quality: "/attention/quality" })) {
      await page.goto(baseUrl + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.getByRole("status", { name: t("app.loading") }).waitFor({ state: "detached" });
      await look(page, shot(`attention-${name}`));
    }
    await page.goto(`${baseUrl}/attention/doubtful`);
    const pair = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: t("attention.doubtful.two") }) }).first();
    await pair.getByRole("button", { name: t("attention.doubtful.two") }).click();
    await page.getByText(t("attention.doubtful.kept")).waitFor();
  });

  test("a backup is made and proven, and health speaks the language", async () => {
    const { page } = browser;
    const folder = `${process.env.RAPPORT_DATA ?? "/tmp"}-backup-${run}`;
    await page.goto(`${baseUrl}/settings/backup`);
    await look(page, shot("backup"));
    const field = page.getByRole("textbox", { name: t("settings.backup.take.folder") });
    await field.first().fill(folder);
    await page.getByRole("button", { name: t("settings.backup.take.run") }).click();
    await page.getByText(folder).first().waitFor({ timeout: 60_000 });
    await field.last().fill(folder);
    await page.getByRole("button", { name: t("settings.backup.verify.run"), exact: true }).click();
    await page.getByText(t("settings.backup.verify.keyring")).waitFor({ timeout: 60_000 });
    await look(page, shot("backup-made"));
    await page.goto(`${baseUrl}/settings/health`);
    await page.getByText(t("words.findings.database"), { exact: true }).waitFor();
    await look(page, shot("health-codes"));
  });

  test("a messy file is brought in and taken back", { timeout: 400_000 }, async () => {
    const { page } = browser;
    const name = `mess-${run}.csv`;
    await page.goto(`${baseUrl}/imports/new`);
    await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(messyRows(run, rows).join("\n")) });
    await page.getByRole("table", { name: t("imports.mapping.title") }).waitFor();
    await page.getByRole("button", { name: t("imports.run.check") }).click();
    await page.getByText(t("imports.run.some_rejected")).waitFor({ timeout: 120_000 });
    const rejected = page.getByRole("region", { name: t("imports.rejects.title") }).getByRole("row");
    assert.ok((await rejected.count()) > 1, "rejects are listed");
    const before = (await owner.call("GET", "/imports?limit=1")).body.data[0]?.id;
    await page.getByRole("button", { name: t("imports.run.import"), exact: true }).click();
    await page.getByText(t("imports.run.imported")).waitFor({ timeout: 240_000 });
    const made = (await owner.call("GET", "/imports?limit=1")).body.data[0];
    assert.notEqual(made.id, before);
    // Empty rows are no rows at all.
    assert.equal(made.rows, rows - rows / 500);
    assert.equal(made.rejected, (rows / 500) * 2);
    const person = `m${run}.42@example.com`;
    const found = async () => (await owner.call("GET", `/customers?kind=all&q=${encodeURIComponent(person)}`)).body.data.length;
    await until(async () => (await found()) === 1, "the customer of a row is found");

    await page.goto(`${baseUrl}/imports`);
    await page.getByRole("button", { name }).click();
    await page.getByRole("button", { name: t("imports.undo.action") }).click();
    await look(page, shot("import-undo"), { full: false });
    await page.getByRole("tooltip").or(page.locator(".ant-popconfirm")).getByRole("button", { name: t("imports.undo.action") }).click();
    await until(async () => Boolean((await owner.call("GET", `/imports/${made.id}`)).body.undo?.ended_at), "the import is taken back", 300_000);
    await page.getByText(t("imports.states.undone"), { exact: true }).first().waitFor();
    await look(page, shot("import-undone"), { full: false });
    assert.equal((await owner.call("GET", `/imports/${made.id}`)).body.undo.touches, made.accepted);
    assert.equal(await found(), 0);
  });

  test("nothing went wrong behind the scenes", () => assert.deepEqual(browser.faults, []));
}

async function until(holds, what, ms = 60_000) {
  const end = Date.now() + ms;
  while (!(await holds())) {
    assert.ok(Date.now() < end, what);
    await new Promise((done) => setTimeout(done, 300));
  }
}
