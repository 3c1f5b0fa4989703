/**
 * Runs the browser tests against a server.
 *   BASE_URL=http://127.0.0.1:8080 ONE_TIME_TOKEN=… node run.mjs [tests/FILE …]
 * EMAIL and PASSWORD take the place of ONE_TIME_TOKEN.
 */
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { resolve } from "node:path";

export function runTests(files) {
  return new Promise((done) => {
    let failed = false;
    const stream = run({ files: files.map((file) => resolve(import.meta.dirname, file)), concurrency: 1, timeout: 600_000 });
    stream.on("test:fail", () => (failed = true));
    stream.on("end", () => done(failed ? 1 : 0));
    stream.compose(spec()).pipe(process.stdout);
  });
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = await runTests(process.argv.length > 2 ? process.argv.slice(2) : ["tests/walk.test.mjs"]);
}
