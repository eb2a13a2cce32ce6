import { describe, expect, it } from "vitest";
import { resolved } from "./emit-operations.ts";
import { isObject, type JsonObject, walkObjects } from "./json.ts";
import { dashboard, document, pointerOf, schemaCompiler } from "./testing.ts";

interface Example {
  readonly name: string;
  readonly schema: string;
  readonly value: unknown;
}

/** The examples of everything that has a `schema`: parameters, headers and bodies. */
function mediaExamples(of: JsonObject): Example[] {
  const found: Example[] = [];
  walkObjects(of, (object, path) => {
    if (!isObject(object.schema) || path.includes("example") || path.includes("value")) return;
    const schema = pointerOf([...path, "schema"]);
    if ("example" in object) found.push({ name: path.join(" → "), schema, value: object.example });
    for (const [key, example] of Object.entries(isObject(object.examples) ? object.examples : {})) {
      const value = isObject(example) ? resolved(of, example).value : undefined;
      found.push({ name: [...path, key].join(" → "), schema, value });
    }
  });
  return found;
}

/** The `examples` of schemas. */
function schemaExamples(of: JsonObject): Example[] {
  const found: Example[] = [];
  walkObjects(of, (object, path) => {
    if (!Array.isArray(object.examples)) return;
    for (const value of object.examples) {
      found.push({ name: `${path.join(" → ")}: ${JSON.stringify(value)}`, schema: pointerOf(path), value });
    }
  });
  return found;
}

function contentOf(owner: JsonObject): JsonObject[] {
  return Object.values(isObject(owner.content) ? owner.content : {}).filter(isObject);
}

describe.each([
  ["the public contract", document],
  ["the dashboard's", dashboard],
])("examples of %s", (_name, of) => {
  const compile = schemaCompiler(of);

  it.each([...mediaExamples(of), ...schemaExamples(of)])("$name", ({ schema, value }) => {
    const validate = compile(schema);
    validate(value);
    expect(validate.errors).toBeNull();
  });

  it("exist for every body that can be sent or received", () => {
    const without: string[] = [];
    walkObjects(of, (object, path) => {
      for (const media of contentOf(object)) {
        if (!("example" in media) && !("examples" in media)) without.push(path.join(" → "));
      }
    });
    expect(without).toEqual([]);
  });
});
