/**
 * Writes src/api/schema.d.ts from the server's OpenAPI document (docs/openapi.json, or the file named first).
 *
 *   node scripts/generate-api.mjs [DOCUMENT [TARGET]]
 *
 * Names of channels, identity kinds, touch types and permissions become plain strings: a page that is older than its server
 * shows a code it has no word for as it is written. Each operation is a type by its name: `operations["customers_list"]`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const root = new URL("../", import.meta.url);
const [source = new URL("../docs/openapi.json", root).pathname, target = new URL("src/api/schema.d.ts", root).pathname] = process.argv.slice(2);
const open = new Set(["Channel", "IdentityKind", "TouchType", "Permission"]);
const head = "/**\n * The HTTP API as types. Generated from docs/openapi.json: `npm run generate:api`.\n */\n";

const document = JSON.parse(readFileSync(source, "utf8"));
const schemas = document.components.schemas;
for (const name of open) {
  if (schemas[name]) delete schemas[name].enum;
}

const types = await openapiTS(document, { defaultNonNullable: false, emptyObjectsUnknown: true });
writeFileSync(target, head + astToString(types));
