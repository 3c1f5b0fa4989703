// Builds what shows and sends forms in a browser, and guards its size.
//
//   node build.mjs           writes dist/forms.js and dist/forms.css
//   node build.mjs --check   fails when they are stale, or the script is larger than the limit
//   node build.mjs --tests   bundles test/*.test.ts into build/test for node's test runner
//
// dist/ is committed, because the server embeds it and must build without Node.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const LIMIT_BYTES = 6 * 1024;
const root = dirname(fileURLToPath(import.meta.url));
const mode = process.argv[2] ?? "--build";

if (mode === "--tests") await bundleTests();
else {
  const files = await bundle();
  checkSize(files["forms.js"]);
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, "dist", name);
    if (mode === "--check") checkFresh(name, path, content);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }
}

async function bundle() {
  const source = readFileSync(join(root, "src/form.css"), "utf8");
  const css = (await transform(source, { loader: "css", minify: true, target: "es2020" })).code.trim();
  const result = await build({
    entryPoints: [join(root, "src/main.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
    banner: { js: "/* Rapport forms | Apache-2.0 */" },
    plugins: [{ name: "css", setup: ({ onLoad }) => onLoad({ filter: /\.css$/ }, () => ({ contents: css, loader: "text" })) }],
    write: false,
  });
  return { "forms.js": Buffer.from(result.outputFiles[0].contents), "forms.css": Buffer.from(css + "\n") };
}

async function bundleTests() {
  const directory = join(root, "build/test");
  rmSync(directory, { recursive: true, force: true });
  await build({
    entryPoints: readdirSync(join(root, "test")).filter((name) => name.endsWith(".test.ts")).map((name) => join(root, "test", name)),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    outExtension: { ".js": ".mjs" },
    outdir: directory,
  });
}

function checkSize(code) {
  const gzipped = gzipSync(code, { level: 9 }).length;
  console.log(`forms.js ${code.length} bytes, ${gzipped} gzipped (limit ${LIMIT_BYTES})`);
  if (gzipped > LIMIT_BYTES) {
    console.error("forms.js is over its size limit");
    process.exit(1);
  }
}

function checkFresh(name, path, content) {
  let committed = Buffer.alloc(0);
  try {
    committed = readFileSync(path);
  } catch {
    // A missing file is reported below as a stale one.
  }
  if (!committed.equals(content)) {
    console.error(`dist/${name} is stale: run \`npm run build\` and commit it`);
    process.exit(1);
  }
}
