/** The texts of the interface, read from where the interface reads them: a test never types a label twice. */
import { readFileSync, readdirSync } from "node:fs";

function read(language) {
  const folder = new URL(`../web/src/i18n/${language}/`, import.meta.url);
  const groups = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return Object.fromEntries(groups.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(new URL(name, folder), "utf8"))]));
}

const all = { "zh-CN": read("zh-CN"), en: read("en") };

/** `textsOf("en")("app.nav.today")` */
export function textsOf(language) {
  return (key, values = {}) => {
    const text = key.split(".").reduce((node, step) => node?.[step], all[language]);
    if (typeof text !== "string") throw new Error(`no text "${key}" in ${language}`);
    return text.replace(/{{(\w+)}}/g, (_, name) => values[name] ?? "");
  };
}

/** Every key of a language, as code asks for it. */
export function keysOf(language) {
  const walk = (node, path) => Object.entries(node).flatMap(([name, value]) => (typeof value === "object" ? walk(value, [...path, name]) : [[...path, name].join(".")]));
  return walk(all[language], []);
}
