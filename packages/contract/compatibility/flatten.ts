import { resolved } from "../codegen/emit-operations.ts";
import { isObject, type Json, type JsonObject } from "../codegen/json.ts";

/** A schema without `$ref` and `allOf` at its top. */
export interface FlatSchema {
  readonly schema: JsonObject;
  /** The name of the component that it was referred to by; null when it stands in place. */
  readonly component: string | null;
}

const SCHEMAS = "#/components/schemas/";

/**
 * Takes the `$ref`s and `allOf`s at the top of a schema apart, so that two schemas can be compared keyword by keyword
 * however they are split over files. What stands beside a `$ref` applies as well (JSON Schema 2020-12).
 * @param schema `undefined` and `true` allow everything, `false` nothing.
 */
export function flatten(document: JsonObject, schema: Json | undefined): FlatSchema {
  if (!isObject(schema)) return { schema: schema === false ? { not: {} } : {}, component: null };
  const { $ref, allOf, ...own } = schema;
  let flat: FlatSchema = { schema: own, component: null };
  if (typeof $ref === "string") {
    const target = flatten(document, resolved(document, { $ref }));
    const component = $ref.startsWith(SCHEMAS) ? $ref.slice(SCHEMAS.length) : target.component;
    flat = { schema: merge(target.schema, own), component };
  }
  const branches = Array.isArray(allOf) ? allOf : [];
  const merged = branches.reduce<JsonObject>(
    (all, branch) => merge(flatten(document, branch).schema, all),
    flat.schema,
  );
  return { schema: merged, component: flat.component };
}

/**
 * Both schemas at once. Of a keyword that both have with different values, the outer one stands, and the inner one is
 * kept under `allOf`, where a change of it still shows.
 */
function merge(inner: JsonObject, outer: JsonObject): JsonObject {
  const merged: JsonObject = { ...inner, ...outer };
  const hidden: Json[] = [];
  for (const [keyword, value] of Object.entries(outer)) {
    const other = inner[keyword];
    if (other === undefined || isAnnotation(keyword)) continue;
    if (keyword === "properties" && isObject(other) && isObject(value)) {
      merged.properties = mergeProperties(other, value);
    } else if (keyword === "required" && Array.isArray(other) && Array.isArray(value)) {
      merged.required = [...new Set([...other, ...value])];
    } else if (canonical(other) !== canonical(value)) {
      hidden.push({ [keyword]: other });
    }
  }
  if (hidden.length > 0) merged.allOf = hidden;
  return merged;
}

function mergeProperties(inner: JsonObject, outer: JsonObject): JsonObject {
  const merged: JsonObject = { ...inner };
  for (const [name, schema] of Object.entries(outer)) {
    const other = inner[name];
    merged[name] = other === undefined ? schema : { allOf: [other, schema] };
  }
  return merged;
}

const annotations = new Set([
  "$comment",
  "deprecated",
  "description",
  "discriminator",
  "example",
  "examples",
  "externalDocs",
  "readOnly",
  "summary",
  "tags",
  "title",
  "writeOnly",
]);

/** Whether a keyword only explains: its change changes nothing that is sent or accepted. */
export function isAnnotation(keyword: string): boolean {
  return annotations.has(keyword);
}

/** A text that is the same for two values if they say the same: keys in order, explanations left out of schemas. */
export function canonical(value: Json | undefined): string {
  return JSON.stringify(value === undefined ? null : ordered(value, false));
}

/** @param isMap the keys are names (of properties), and so none of them is an annotation. */
function ordered(value: Json, isMap: boolean): Json {
  if (Array.isArray(value)) return value.map((item) => ordered(item, false));
  if (!isObject(value)) return value;
  const keys = Object.keys(value).filter((key) => isMap || !isAnnotation(key));
  return Object.fromEntries(
    keys.sort().map((key) => [key, ordered(value[key] ?? null, key === "properties" && !isMap)]),
  );
}
