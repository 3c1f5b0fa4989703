/** Looking at a page: a screenshot to be seen by a person, no sideways scrolling, and nothing serious for axe. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = new URL("./screenshots/", import.meta.url).pathname;

export async function look(page, name, { full = true } = {}) {
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(350);
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: full });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `${name} scrolls sideways by ${overflow} px`);
  await checkAccessibility(page, name);
}

export async function checkAccessibility(page, name) {
  // Evaluated, not added as a script: a content security policy would refuse that.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = serious.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 4).map((node) => `    ${node.html.slice(0, 160)}\n    ${node.failureSummary?.split("\n").slice(1, 3).join(" ")}`).join("\n")}`);
  assert.equal(serious.length, 0, `${name}:\n${told.join("\n")}`);
}
