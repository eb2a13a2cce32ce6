import fc from "fast-check";
import { isRecord, placeAt } from "../http/document.ts";

/** A JSON Schema as the bundled contract holds it. */
type Schema = Readonly<Record<string, unknown>>;

/** Strings that break what is not written with care. */
const hostileStrings = fc.constantFrom(
  "",
  " ",
  "\0",
  "a\0b",
  "\uD800",
  "\uDC00\uD800",
  "\u202Eabc",
  "__proto__",
  "constructor",
  "' OR 1=1; --",
  "{{7*7}}<script>alert(1)</script>",
  "../../etc/passwd",
  "%00%2e%2e",
  "9".repeat(400),
  "é".repeat(300),
  "x".repeat(10_000),
  "2026-02-30T00:00:00Z",
  "2026-05-08T08:41:60Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999999999+14:00",
  "+275760-09-13T00:00:00Z",
);

/** Values of every JSON type, at and past the edges. */
export const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileStrings },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  fc.constantFrom(null, true, false, 0, -0, -1, 1.5, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 1e21, -1e308, 5e-324),
  fc.constantFrom<unknown>([], {}, [null], [[[[[]]]]], { toString: 1 }, { length: 1e9 }),
  fc.constant(
    JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
  ),
  fc.constant(Array(10_000).fill(0)),
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
);

/**
 * Values of a schema: mostly valid, and here and there hostile at some depth.
 *
 * @param calm how many times likelier each part is to be valid than hostile.
 */
export function nearlyValid(schema: Schema, calm: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: calm, arbitrary: valid(resolve(schema), calm) },
    { weight: 1, arbitrary: hostileValues },
  );
}

/** A schema without references: those to another schema, and to all of which it is made, are merged into it. */
function resolve({ $ref, allOf, ...own }: Schema): Schema {
  const parts: Schema[] = Array.isArray(allOf) ? allOf.filter(isRecord).map(resolve) : [];
  if (typeof $ref === "string") {
    const target = placeAt(...$ref.replace(/^#\//, "").split("/"));
    if (target === null) throw new Error(`The contract has nothing at ${$ref}.`);
    parts.push(resolve(target.value));
  }
  return Object.assign({}, ...parts, own);
}

function valid(schema: Schema, calm: number): fc.Arbitrary<unknown> {
  if ("const" in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const types = [schema.type ?? "object"].flat();
  return fc.oneof(...types.map((type) => ofType(String(type), schema, calm)));
}

function ofType(type: string, schema: Schema, calm: number): fc.Arbitrary<unknown> {
  if (type === "string") return text(schema);
  if (type === "integer" || type === "number") return integer(schema, calm);
  if (type === "boolean") return fc.boolean();
  if (type === "null") return fc.constant(null);
  if (type === "array") return array(schema, calm);
  return object(schema, calm);
}

function text({ format, pattern, examples, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  if (format === "email") return fc.emailAddress();
  if (format === "uuid") return fc.uuid();
  if (format === "date-time")
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map((date) => date.toISOString());
  // A format of our own: its examples tell what it takes.
  const known = Array.isArray(examples) ? examples.filter((example) => typeof example === "string") : [];
  if (format !== undefined && known.length > 0) return fc.constantFrom(...known);
  if (typeof pattern === "string") return fc.stringMatching(new RegExp(pattern, "u"));
  const [least, most] = [Number(minLength), Math.min(Number(maxLength), 300)];
  const text = fc.string({ unit: "grapheme", minLength: least, maxLength: most });
  return known.length > 0 ? fc.oneof(text, fc.constantFrom(...known)) : text;
}

function integer(
  { minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Schema,
  calm: number,
): fc.Arbitrary<number> {
  const [min, max] = [Number(minimum), Number(maximum)];
  return fc.oneof(
    { weight: calm, arbitrary: fc.integer({ min, max: Math.min(max, 2 ** 31 - 1) }) },
    { weight: 2, arbitrary: fc.constantFrom(min, max) },
    { weight: 1, arbitrary: fc.constantFrom(min - 1, max + 1) },
  );
}

function array(schema: Schema, calm: number): fc.Arbitrary<unknown> {
  const items = isRecord(schema.items) ? nearlyValid(schema.items, calm) : hostileValues;
  return fc.array(items, { minLength: Number(schema.minItems ?? 0), maxLength: 4 });
}

function object(schema: Schema, calm: number): fc.Arbitrary<unknown> {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const fields = Object.entries(properties).map(
    ([name, field]) => [name, nearlyValid(isRecord(field) ? field : {}, calm)] as const,
  );
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const known = fc.record(Object.fromEntries(fields), {
    requiredKeys: required.filter((key) => key in properties),
  });
  const free = fc.dictionary(fc.oneof(fc.string({ maxLength: 50 }), hostileStrings), hostileValues, {
    maxKeys: 22,
  });
  const more = isRecord(schema.additionalProperties)
    ? dictionary(schema, schema.additionalProperties, calm)
    : null;
  return fc.oneof(
    { weight: calm, arbitrary: more ?? known },
    { weight: 1, arbitrary: fc.tuple(known, free).map(([fields, more]) => ({ ...fields, ...more })) },
  );
}

function dictionary({ propertyNames, maxProperties = 10 }: Schema, values: Schema, calm: number) {
  const keys = text(isRecord(propertyNames) ? propertyNames : {});
  return fc.dictionary(keys, nearlyValid(values, calm), { maxKeys: Math.min(Number(maxProperties), 4) });
}

/** What a JSON value is sent as: mostly its own text, sometimes one that parsers disagree about, or that is none. */
export function jsonText(values: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const own = values.map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: 30, arbitrary: own },
    // The same key twice, also with another type.
    { weight: 2, arbitrary: own.map((json) => json.replace(/^\{"(\w+)":/, '{"$1":[],"$1":')) },
    { weight: 1, arbitrary: own.map((json) => json.replaceAll(/:\d+/g, ":1e400")) },
    { weight: 1, arbitrary: own.map((json) => json.replaceAll(/:\d+/g, ":-0.0")) },
    { weight: 1, arbitrary: own.map((json) => json.replaceAll(/:"[^"\\]*"/g, ':"\\ud800"')) },
    { weight: 1, arbitrary: own.map((json) => json.slice(0, -1)) },
    { weight: 1, arbitrary: own.map((json) => `\uFEFF${json}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(2, 200, 20_000).map((depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(50, 20_000)
        .map((depth) => `{"metadata":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom("", "null", "undefined", "{", "NaN", "'{}'", "{}{}", "[1,]", "\0", "{\0}"),
    },
  );
}
