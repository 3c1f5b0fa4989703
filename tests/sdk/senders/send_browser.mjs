// Makes the plan's calls in Chromium: `send_browser.mjs segment-browser|snippet`, a job as JSON on stdin.
//
// The page comes from an origin of its own, so the server's CORS answers are part of what is tested.
// The job: {host, key, calls, chromium}. Answers on stdout {sent, errors, checks, anonymousId}.
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const UMD = join(here, "../node_modules/@segment/analytics-next/dist/umd");
const flavour = process.argv[2];
const job = JSON.parse(readFileSync(0, "utf8"));
const checks = [];
const errors = [];
const seen = new Map();
const hosts = new Set();
const check = (name, ok, detail = "") => checks.push({ name, ok: Boolean(ok), detail: String(detail) });

const pages = await servePages();
const profile = mkdtempSync(join(tmpdir(), "rapport-sdk-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: job.chromium,
  headless: true,
  locale: "zh-CN",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});
const page = context.pages()[0] ?? (await context.newPage());
watch();
let result = { sent: {} };
try {
  result = flavour === "snippet" ? await runSnippet() : await runSegment();
} catch (error) {
  errors.push({ message: String(error) });
}
const foreign = [...hosts].filter((host) => ![new URL(job.host).host, new URL(pages.url).host].includes(host));
check("nothing was sent to any other host", foreign.length === 0, foreign.join(" "));
await context.close();
pages.close();
rmSync(profile, { recursive: true, force: true });
process.stdout.write(JSON.stringify({ ...result, errors, checks }), () => process.exit(0));

async function runSegment() {
  await page.goto(`${pages.url}/segment.html`);
  await page.evaluate(
    async ([host, key]) => {
      window.client = AnalyticsNext.AnalyticsBrowser.load({ writeKey: key, cdnURL: host });
      await window.client;
    },
    [job.host, job.key],
  );
  const first = job.calls.find((call) => call.anonymousId);
  await page.evaluate((id) => window.client.setAnonymousId(id), first.anonymousId);
  const sent = {};
  for (const call of job.calls) {
    const run = () =>
      page.evaluate(async (call) => {
        const { client } = window;
        if (call.reset) await client.reset();
        const made = {
          track: () => client.track(call.event, call.properties),
          page: () => client.page(call.category, call.name, call.properties),
          screen: () => client.screen(null, call.name, call.properties),
          identify: () => client.identify(call.userId, call.traits),
          group: () => client.group(call.groupId, call.traits),
          alias: () => client.alias(call.userId, call.previousId),
        };
        return (await made[call.type]()).event.messageId;
      }, call);
    sent[call.label] = await (call.lossy ? losingTheAnswer(run) : run());
  }
  await answered();
  return { sent, anonymousId: first.anonymousId };
}

async function runSnippet() {
  await page.goto(`${pages.url}/snippet.html`);
  await page.waitForFunction(() => window.rapport?.version, undefined, { timeout: 10000 });
  const traces = () => page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  for (const call of job.calls) {
    if (call.label === "who") {
      await page.waitForTimeout(1500);
      check("before consent nothing is stored", (await traces()).join() === "0,0,", await traces());
      check("before consent nothing is sent", seen.size === 0, seen.size);
      await page.evaluate(() => window.rapport.consent("granted"));
      check("a grant persists the visitor", (await traces())[0] > 0, await traces());
    }
    if (call.lossy) await losingTheAnswer(() => page.evaluate(make, call));
    else await page.evaluate(make, call);
    if (call.leave) await page.goto(`${pages.url}/empty.html`);
  }
  await answered();
  const items = [...seen.values()];
  check("each call was sent", items.length === job.calls.length, `${items.length} of ${job.calls.length}`);
  const sent = Object.fromEntries(job.calls.map((call, index) => [call.label, items[index]?.messageId]));
  return { sent, anonymousId: items[0]?.anonymousId };
}

function make(call) {
  const { rapport } = window;
  if (call.reset) rapport.reset();
  if (call.auto === "load") return;
  if (call.auto === "route") {
    history.pushState(null, "", "/routed");
    return new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (call.type === "track") rapport.track(call.event, call.properties);
  if (call.type === "page") rapport.page(call.category, call.name, call.properties);
  if (call.type === "identify") rapport.identify(call.userId, call.traits);
  if (call.type === "group") rapport.group(call.groupId, call.traits);
  if (call.type === "alias") rapport.alias(call.userId, call.previousId);
}

/** Notes every call on its first way out, and every host that is spoken to. */
function watch() {
  page.on("console", (message) => {
    if (message.type() === "error") errors.push({ message: message.text() });
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http")) hosts.add(url.host);
    if (request.method() !== "POST" || !url.href.startsWith(job.host)) return;
    const body = JSON.parse(request.postData() ?? "{}");
    for (const item of body.batch ?? [body]) if (!seen.has(item.messageId)) seen.set(item.messageId, item);
  });
}

/**
 * Lets the request through and answers 503 in the server's place, so that the SDK sends it again.
 * Interception is on for this call only: while it is, the browser's preflight requests do not reach the server.
 */
async function losingTheAnswer(run) {
  await answered();
  const tries = [];
  await context.route(`${job.host}/v1/**`, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const response = await route.fetch();
    tries.push(response.status());
    if (tries.length > 1) return route.fulfill({ response });
    const { "access-control-allow-origin": origin = "*" } = response.headers();
    return route.fulfill({ status: 503, headers: { "access-control-allow-origin": origin }, body: "{}" });
  });
  const outcome = await run();
  for (let wait = 0; wait < 100 && tries.length < 2; wait++) await page.waitForTimeout(100);
  await page.waitForTimeout(300);
  await context.unroute(`${job.host}/v1/**`);
  check("a lost answer makes the SDK send again", tries.length === 2, `${tries.length} tries`);
  return outcome;
}

/** Waits until the SDK has nothing more to say. */
async function answered() {
  let before = -1;
  while (seen.size !== before) {
    before = seen.size;
    await page.waitForTimeout(1500);
  }
}

async function servePages() {
  const types = { ".js": "text/javascript", ".html": "text/html; charset=utf-8" };
  const snippet = `<!doctype html><title>Snippet</title><script>
${loaderOf(readFileSync(join(here, "../../../snippet/README.md"), "utf8"))}</script>`;
  const documents = {
    "/favicon.ico": " ",
    "/empty.html": "<!doctype html><title>Empty</title>",
    "/segment.html": '<!doctype html><title>Segment</title><script src="/umd/index.js"></script>',
    "/snippet.html": snippet,
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = pathname.startsWith("/umd/") && readFile(join(UMD, basename(pathname)));
    const body = documents[pathname] ?? file;
    const type = types[pathname.slice(pathname.lastIndexOf("."))] ?? "text/plain";
    response.writeHead(body ? 200 : 404, { "Content-Type": type }).end(body || "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** The very loader that the README tells people to paste, with this server's address and consent still pending. */
function loaderOf(readme) {
  return /<script>\n([^]*?)<\/script>/
    .exec(readme)[1]
    .replaceAll("https://rapport.example.com", job.host)
    .replace('"WRITE_KEY"', JSON.stringify(job.key))
    .replace("host:", 'consent:"pending",host:');
}

function readFile(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
