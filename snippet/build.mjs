// Builds the snippet and guards its size.
//
//   node build.mjs           writes dist/rapport.js
//   node build.mjs --check   fails when dist/rapport.js is stale, or larger than the limit
//   node build.mjs --tests   bundles test/*.test.ts into build/test for node's test runner
//
// dist/rapport.js is committed, because the server embeds it and must build without Node.
import { readFileSync, readdirSync, mkdirSync, writeFileSync, rmSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const LIMIT_BYTES = 6 * 1024;
const root = dirname(fileURLToPath(import.meta.url));
const output = join(root, "dist/rapport.js");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const mode = process.argv[2] ?? "--build";

if (mode === "--tests") {
  await bundleTests();
} else {
  const code = await bundle();
  checkSize(code);
  if (mode === "--check") checkFresh(code);
  else {
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, code);
  }
}

async function bundle() {
  const result = await build({
    entryPoints: [join(root, "src/main.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2018",
    charset: "ascii",
    legalComments: "none",
    define: { VERSION: JSON.stringify(version) },
    banner: { js: `/* rapport.js ${version} | Apache-2.0 */` },
    write: false,
  });
  return Buffer.from(result.outputFiles[0].contents);
}

async function bundleTests() {
  const directory = join(root, "build/test");
  rmSync(directory, { recursive: true, force: true });
  await build({
    entryPoints: readdirSync(join(root, "test"))
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => join(root, "test", name)),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    define: { VERSION: JSON.stringify(version) },
    outExtension: { ".js": ".mjs" },
    outdir: directory,
  });
}

function checkSize(code) {
  const gzipped = gzipSync(code, { level: 9 }).length;
  console.log(`rapport.js ${code.length} bytes, ${gzipped} gzipped (limit ${LIMIT_BYTES})`);
  if (gzipped > LIMIT_BYTES) {
    console.error("rapport.js is over its size limit");
    process.exit(1);
  }
}

function checkFresh(code) {
  let committed = Buffer.alloc(0);
  try {
    committed = readFileSync(output);
  } catch {
    // A missing file is reported below as a stale one.
  }
  if (!committed.equals(code)) {
    console.error("dist/rapport.js is stale: run `npm run build` and commit it");
    process.exit(1);
  }
}
