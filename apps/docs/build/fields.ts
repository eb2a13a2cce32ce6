import { componentName, resolve } from "./contract.ts";
import { isObject, type JsonObject, listOf, objectOf, textOf } from "./json.ts";
import { line } from "./markdown.ts";

const DEEPEST = 6;
const INDENT = "    ";

/** A schema with the properties of all that it is put together of. */
interface Shape {
  properties: Readonly<Record<string, unknown>>;
  required: ReadonlySet<string>;
}

/** Who sends an object: its sender has to know what is required, its reader what can be missing. */
export type Direction = "sent" | "received";

/** The fields of an object's schema as a nested list; empty for what has none. */
export function fieldList(schema: unknown, direction: Direction): string {
  return fieldItems(schema, direction, 0, []).join("\n");
}

/** One field or parameter as an item of a list: name, type, whether it is required, meaning, and what its values mean. */
export function fieldItem(name: string, schema: unknown, mark: string, description?: string): string[] {
  const resolved = resolve(schema);
  const { text, values } = splitValues(description ?? textOf(resolved.description));
  const facts = [typeText(schema), mark].filter(Boolean).join(", ");
  const meaning = [line(text), ...rulesOf(resolved, values.length > 0)].filter(Boolean);
  return [
    `- \`${name}\` (${facts})${meaning.length === 0 ? "" : `: ${meaning.join(" ")}`}`,
    ...values.map((each) => `${INDENT}- ${each}`),
  ];
}

/** What is said of a field or parameter that has to be there, or need not be. */
export function markOf(required: boolean, direction: Direction): string {
  if (direction === "sent") return required ? "required" : "";
  return required ? "" : "can be missing";
}

function fieldItems(schema: unknown, direction: Direction, depth: number, open: readonly string[]): string[] {
  const name = componentName(schema);
  if (depth > DEEPEST || (name !== undefined && open.includes(name))) return [];
  const { properties, required } = shapeOf(schema);
  const within = name === undefined ? open : [...open, name];
  return Object.entries(properties).flatMap(([key, value]) => [
    ...fieldItem(key, value, markOf(required.has(key), direction)).map(
      (item) => `${INDENT.repeat(depth)}${item}`,
    ),
    ...fieldItems(itemsOf(value), direction, depth + 1, within),
  ]);
}

/** A description that explains the values in a table: its text, and the values as items. */
function splitValues(description: string): { text: string; values: string[] } {
  const lines = description.split("\n");
  const rows = lines.filter((each) => each.trim().startsWith("|")).slice(2);
  return {
    text: lines.filter((each) => !each.trim().startsWith("|")).join("\n"),
    values: rows.map((row) => {
      const [value = "", meaning = ""] = row.split("|").slice(1, -1);
      return `${value.trim()}: ${line(meaning)}`;
    }),
  };
}

/** What kind of value a schema allows, in words. */
export function typeText(value: unknown): string {
  const schema = resolve(value);
  if (schema.const !== undefined) return `always \`${JSON.stringify(schema.const)}\``;
  const kinds = (Array.isArray(schema.type) ? schema.type : [schema.type]).map(textOf);
  const words = kinds.filter((kind) => kind !== "").map((kind) => kindText(kind, schema));
  if (words.length > 0) return words.join(" or ");
  const alternatives = [...listOf(schema.oneOf), ...listOf(schema.anyOf)];
  const distinct = [...new Set(alternatives.map(typeText))];
  return distinct.length > 0 ? distinct.join(" or ") : "object";
}

function kindText(kind: string, schema: JsonObject): string {
  if (kind === "array") return `list of ${typeText(schema.items).replace(/^(object|string|integer)/, "$1s")}`;
  if (kind === "string" && typeof schema.format === "string") return `string, ${schema.format}`;
  return kind;
}

/** The limits that a schema sets, as sentences. */
function rulesOf(schema: JsonObject, valuesAreTold: boolean): string[] {
  const values = valuesAreTold ? [] : listOf(schema.enum).filter((value) => value !== null);
  const range = (least: unknown, most: unknown, unit: string) => {
    if (least !== undefined && most !== undefined) return [`${shown(least)} to ${shown(most)}${unit}.`];
    if (most !== undefined) return [`At most ${shown(most)}${unit}.`];
    return typeof least === "number" && least > 0 ? [`At least ${shown(least)}${unit}.`] : [];
  };
  return [
    ...(values.length > 0 ? [`One of ${values.map((value) => `\`${String(value)}\``).join(", ")}.`] : []),
    ...range(schema.minimum, schema.maximum, ""),
    ...range(schema.minLength, schema.maxLength, " characters"),
    ...range(schema.minItems, schema.maxItems, " items"),
    ...itemRules(schema),
    ...(schema.default === undefined ? [] : [`Default: \`${JSON.stringify(schema.default)}\`.`]),
  ];
}

/** What is said of the items of a list whose items have no fields. */
function itemRules(schema: JsonObject): string[] {
  const values = listOf(resolve(schema.items).enum);
  return values.length === 0
    ? []
    : [`Each one of ${values.map((value) => `\`${String(value)}\``).join(", ")}.`];
}

function shown(value: unknown): string {
  return typeof value === "number" ? value.toLocaleString("en-US") : String(value);
}

/** The schema whose fields are shown below a field: its own, or that of its items. */
function itemsOf(value: unknown): unknown {
  const schema = resolve(value);
  return schema.items === undefined ? value : schema.items;
}

function shapeOf(value: unknown): Shape {
  const schema = resolve(value);
  const parts = listOf(schema.allOf).map(shapeOf);
  const forms = [...listOf(schema.oneOf), ...listOf(schema.anyOf)].filter(isObject).map(shapeOf);
  const inAllForms = [...(forms[0]?.required ?? [])].filter((key) =>
    forms.every((form) => form.required.has(key)),
  );
  return {
    properties: Object.assign(
      {},
      ...[...forms, ...parts].toReversed().map(({ properties }) => properties),
      objectOf(schema.properties),
    ),
    required: new Set([
      ...listOf(schema.required).map(textOf),
      ...parts.flatMap(({ required }) => [...required]),
      ...inAllForms,
    ]),
  };
}
