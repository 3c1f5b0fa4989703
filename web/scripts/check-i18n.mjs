/**
 * Fails when a text is missing or misplaced:
 *  - the languages do not have the same keys (plural forms apart), or a text is empty, or its {{variables}} differ;
 *  - code asks for a key that is not there, or a key is asked for by nobody;
 *  - Chinese text has punctuation of half width, or three full stops for an ellipsis;
 *  - a text stands in code: in JSX, in an attribute that people read or hear, or as Chinese characters anywhere.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const root = new URL("../src/", import.meta.url).pathname;
const reference = "en";
const failures = [];
const fail = (where, what) => failures.push(`${where}: ${what}`);

// Attributes whose literal value a person would read or hear.
const spoken = new Set(["title", "alt", "placeholder", "label", "aria-label", "aria-description", "description", "help", "extra", "message", "content", "okText", "cancelText", "summary"]);
// Whole groups that are looked up by a code that comes from the server (see ui/words.ts).
const looked = ["words.", "customer.rules.", "customer.link_states."];
const plural = /_(zero|one|two|few|many|other)$/;

function flatten(node, path, into) {
  for (const [key, value] of Object.entries(node)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "object" && value !== null) flatten(value, here, into);
    else into.set(here, value);
  }
  return into;
}

function readLanguage(language) {
  const folder = join(root, "i18n", language);
  const texts = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    flatten({ [file.slice(0, -5)]: JSON.parse(readFileSync(join(folder, file), "utf8")) }, "", texts);
  }
  return texts;
}

const languages = readdirSync(join(root, "i18n"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
const texts = new Map(languages.map((language) => [language, readLanguage(language)]));
const baseKeys = (language) => new Set([...texts.get(language).keys()].map((key) => key.replace(plural, "")));
const variables = (text) => [...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name).sort().join(",");

for (const language of languages) {
  const mine = baseKeys(language);
  const others = baseKeys(reference);
  for (const key of others) if (!mine.has(key)) fail(`i18n/${language}`, `"${key}" is missing`);
  for (const key of mine) if (!others.has(key)) fail(`i18n/${language}`, `"${key}" is not in ${reference}`);
  for (const category of new Intl.PluralRules(language).resolvedOptions().pluralCategories) {
    for (const key of texts.get(language).keys()) {
      if (plural.test(key) && !texts.get(language).has(key.replace(plural, `_${category}`))) {
        fail(`i18n/${language}`, `"${key}" lacks its plural form "${category}"`);
      }
    }
  }
  for (const [key, text] of texts.get(language)) {
    if (typeof text !== "string" || text.trim() === "") fail(`i18n/${language}`, `"${key}" is empty`);
    else {
      if (language.startsWith("zh") && /\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}|\.\.\./u.test(text)) fail(`i18n/${language}`, `"${key}" has punctuation of half width`);
      const other = texts.get(reference).get(key);
      if (other !== undefined && variables(text) !== variables(other)) fail(`i18n/${language}`, `"${key}" has other {{variables}} than ${reference}`);
    }
  }
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

const known = baseKeys(reference);
const asked = new Set();
const askedPrefixes = [...looked];
const letters = /\p{L}/u;
const han = /\p{Script=Han}/u;

function readKey(node, where) {
  if (ts.isStringLiteralLike(node)) {
    asked.add(node.text);
    if (!known.has(node.text)) fail(where(node), `t("${node.text}") has no text`);
  } else if (ts.isTemplateExpression(node)) {
    askedPrefixes.push(node.head.text);
    if (![...known].some((key) => key.startsWith(node.head.text))) fail(where(node), `no text begins with "${node.head.text}"`);
  } else if (ts.isConditionalExpression(node)) {
    readKey(node.whenTrue, where);
    readKey(node.whenFalse, where);
  } else {
    fail(where(node), "t() wants a key that can be read here: a literal, a template or a choice of both");
  }
}

for (const path of sources(root)) {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true, path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const where = (node) => `${relative(root, path)}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;

  const visit = (node) => {
    if (ts.isJsxText(node) && letters.test(node.text)) fail(where(node), `text in JSX: "${node.text.trim()}"`);
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteralLike(node.expression) && ts.isJsxElement(node.parent) && letters.test(node.expression.text)) {
      fail(where(node), `text in JSX: "${node.expression.text}"`);
    }
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText(file)) && node.initializer) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
      if (value && ts.isStringLiteralLike(value) && letters.test(value.text)) fail(where(node), `text in ${node.name.getText(file)}: "${value.text}"`);
    }
    if (ts.isStringLiteralLike(node) && han.test(node.text)) fail(where(node), `Chinese text in code: "${node.text}"`);
    if (ts.isCallExpression(node) && node.expression.getText(file) === "t" && node.arguments[0]) readKey(node.arguments[0], where);
    ts.forEachChild(node, visit);
  };
  visit(file);
}

for (const key of known) {
  if (!asked.has(key) && !askedPrefixes.some((prefix) => key.startsWith(prefix))) fail("i18n", `"${key}" is asked for by nobody`);
}

if (failures.length > 0) {
  console.error(failures.join("\n"));
  console.error(`\n${failures.length} faults in the texts`);
  process.exit(1);
}
console.log(`${languages.join(", ")}: ${known.size} texts each, none missing, none in code`);
