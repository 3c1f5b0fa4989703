/**
 * Runs the browser tests against a server.
 *   BASE_URL=http://127.0.0.1:8080 ONE_TIME_TOKEN=… EMAIL=… node run.mjs [tests/FILE …]
 * EMAIL and PASSWORD take the place of ONE_TIME_TOKEN. Without files all run but those of the stand-in, the walk first: its
 * first start sets the password that the others sign in with. With files and a token, the password is set here.
 */
import { readdirSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { resolve } from "node:path";

export function runTests(files) {
  return new Promise((done) => {
    let failed = false;
    const stream = run({ files: files.map((file) => resolve(import.meta.dirname, file)), concurrency: 1, timeout: 1_800_000 });
    stream.on("test:fail", () => (failed = true));
    stream.on("end", () => done(failed ? 1 : 0));
    stream.compose(spec()).pipe(process.stdout);
  });
}

const first = "tests/walk.test.mjs";
const ofTheStandIn = ["tests/states.test.mjs"];

function everyFile() {
  const found = readdirSync(resolve(import.meta.dirname, "tests")).filter((name) => name.endsWith(".test.mjs")).map((name) => `tests/${name}`);
  return [first, ...found.filter((name) => name !== first && !ofTheStandIn.includes(name)).sort()];
}

/** What the walk does on the screen, for files that are run without it. */
async function firstStart() {
  const { firstPassword, openSession, token } = await import("./server.mjs");
  const owner = await openSession({ one_time_token: token });
  await owner.call("POST", "/session/password", { new_password: firstPassword });
}

if (process.argv[1] === import.meta.filename) {
  const named = process.argv.slice(2);
  if (named.length > 0 && !named.includes(first) && process.env.ONE_TIME_TOKEN) await firstStart();
  process.exitCode = await runTests(named.length > 0 ? named : everyFile());
}
