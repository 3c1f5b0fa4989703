/**
 * Fails when the first load has grown too heavy. Counted, gzipped: the page, the entry with all it imports, the sheet of
 * styles, one language, and the first page with all it imports. The chart library comes after the first paint and is
 * held to a limit of its own.
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 400 * 1024;
const chartLimit = 260 * 1024;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const weigh = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

function filesOf(roots) {
  const files = new Set();
  const seen = new Set();
  const walk = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the build`);
    files.add(chunk.file);
    for (const sheet of chunk.css ?? []) files.add(sheet);
    for (const next of chunk.imports ?? []) walk(next);
  };
  roots.forEach(walk);
  return files;
}

const sum = (files) => [...files].reduce((total, file) => total + weigh(file), 0);
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const entryFiles = filesOf([entry]);
const first = filesOf([entry, "src/features/today/TodayPage.tsx", "src/i18n/zh-CN/index.ts", "node_modules/antd/es/locale/zh_CN.js"]);
const chart = [...filesOf(["src/features/today/ChannelRing.tsx"])].filter((file) => !first.has(file));

first.add("index.html");
const firstBytes = sum(first);
const chartBytes = sum(chart);
console.log(`entry                 ${kb(sum(entryFiles))}`);
console.log(`first load (Today)    ${kb(firstBytes)} of ${kb(limit)}`);
console.log(`chart, after it       ${kb(chartBytes)} of ${kb(chartLimit)}`);
if (firstBytes > limit || chartBytes > chartLimit) {
  console.error("too heavy");
  process.exit(1);
}
