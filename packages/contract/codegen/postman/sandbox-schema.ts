import { isObject, type Json, type JsonObject, objectAt } from "../json.ts";

/** Keywords that check what is there, in the words that Postman's validator (JSON Schema draft 7) knows. */
const KEPT = new Set([
  ...["type", "const", "enum", "required", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems", "minProperties"],
  ...["maxProperties", "multipleOf"],
]);
const SCHEMAS = new Set(["items", "additionalProperties", "propertyNames"]);
/** `oneOf` is checked as `anyOf`: without the keywords that are left out, an answer may fit more than one. */
const LISTS: Readonly<Record<string, string>> = { allOf: "allOf", anyOf: "anyOf", oneOf: "anyOf" };
/** The formats that it knows too; of the others the rest of the schema is checked. */
const FORMATS = new Set(["date-time", "email", "uri", "uuid"]);

const PREFIX = "#/components/schemas/";

/**
 * A schema of the document as one that stands alone, for the validator in Postman's scripts: what it refers to is under
 * `definitions`, and what only describes is left out. Never stricter than the contract, so that what the contract allows
 * passes.
 */
export function sandboxSchema(document: JsonObject, schema: JsonObject): JsonObject {
  const definitions: JsonObject = {};
  const define = (name: string): void => {
    if (definitions[name] !== undefined) return;
    definitions[name] = true; // not again, when it refers to itself
    definitions[name] = rewrite(objectAt(document, "components", "schemas", name), define);
  };
  const root = rewrite(schema, define);
  if (!isObject(root)) return {};
  return Object.keys(definitions).length === 0 ? root : { ...root, definitions };
}

function rewrite(schema: Json, define: (name: string) => void): Json {
  if (!isObject(schema)) return schema; // true and false
  const kept: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (KEPT.has(keyword)) kept[keyword] = value;
    else if (SCHEMAS.has(keyword)) kept[keyword] = rewrite(value, define);
    else if (Array.isArray(value) && LISTS[keyword] !== undefined)
      kept[LISTS[keyword]] = value.map((each) => rewrite(each, define));
    else if (keyword === "properties" && isObject(value))
      kept.properties = Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, rewrite(each, define)]),
      );
    else if (keyword === "format" && typeof value === "string" && FORMATS.has(value)) kept.format = value;
  }
  const { $ref } = schema;
  if (typeof $ref !== "string") return kept;
  const name = $ref.slice(PREFIX.length);
  define(name);
  const reference = { $ref: `#/definitions/${name}` };
  // Draft 7 ignores what stands beside a reference.
  return Object.keys(kept).length === 0 ? reference : { allOf: [reference, kept] };
}
