import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { operationsOf, resolved } from "./emit-operations.ts";
import { isObject, type JsonObject, objectAt, walkObjects } from "./json.ts";
import { specFolder } from "./locations.ts";
import { catalogue, dashboard, document, wholeCatalogue } from "./testing.ts";

const operations = operationsOf(dashboard).map((found) => ({
  ...found,
  name: `${found.method.toUpperCase()} ${found.path}`,
}));

describe("the dashboard's contract", () => {
  it.each(operations)("$name documents what it gives, how it refuses and how it fails", ({ operation }) => {
    const statuses = Object.keys(objectAt(operation, "responses"));
    expect(statuses).toEqual([expect.stringMatching(/^2\d\d$/), "4XX", "5XX"]);
  });

  it.each(operations.filter(({ operation }) => operation.requestBody !== undefined))(
    "$name refuses unknown body fields",
    ({ operation }) => {
      const body = objectAt(operation, "requestBody", "content", "application/json", "schema");
      const loose: string[] = [];
      walkObjects(deeplyResolved(body), (schema, path) => {
        const isClosed = "additionalProperties" in schema || "unevaluatedProperties" in schema;
        // A part of a schema is closed by the schema, which is looked at itself.
        const isPart = path.at(-2) === "allOf";
        if (schema.type === "object" && !isClosed && !isPart) loose.push(path.join("."));
      });
      expect(loose).toEqual([]);
    },
  );

  it("answers with every code of the catalogue that it lists, in the class of its status", () => {
    const responses = objectAt(dashboard, "components", "responses");
    for (const [name, status] of [
      ["Refused", 4],
      ["Failed", 5],
    ] as const) {
      const codes = objectAt(responses, name)["x-error-codes"];
      for (const code of Array.isArray(codes) ? codes : []) {
        const entry = wholeCatalogue.find((each) => each.code === code);
        expect(Math.floor((entry?.status ?? 0) / 100), String(code)).toBe(status);
      }
    }
  });

  it.each(["parameters", "responses", "schemas"])("uses every file of spec/dashboard/%s", async (kind) => {
    const files = await readdir(join(specFolder, "dashboard", kind));
    const names = Object.keys(objectAt(dashboard, "components", kind));
    expect(names).toEqual(expect.arrayContaining(files.map((file) => basename(file, ".yaml"))));
  });
});

describe("a code that only the dashboard answers with", () => {
  const internal = wholeCatalogue.filter((entry) => entry.internal).map(({ code }) => code);

  it("is unknown to the public contract, and used by the dashboard's", () => {
    expect(internal).toContain("not_signed_in");
    expect(catalogue.map(({ code }) => code).filter((code) => internal.includes(code))).toEqual([]);
    const refused = objectAt(dashboard, "components", "responses", "Refused")["x-error-codes"];
    expect(refused).toEqual(expect.arrayContaining(internal));
    for (const code of internal) expect(JSON.stringify(document)).not.toContain(code);
  });

  it.each(wholeCatalogue.filter((entry) => entry.internal))("$code has texts that end", (entry) => {
    for (const text of [entry.message, entry.meaning, entry.recovery, ...entry.causes]) {
      expect(text).toMatch(/^\S.*[.`…]$/);
    }
  });
});

/** A schema with its references replaced by what they lead to. */
function deeplyResolved(schema: JsonObject): JsonObject {
  const target = resolved(dashboard, schema);
  return Object.fromEntries(
    Object.entries(target).map(([key, value]) => {
      if (Array.isArray(value))
        return [key, value.map((each) => (isObject(each) ? deeplyResolved(each) : each))];
      return [key, isObject(value) ? deeplyResolved(value) : value];
    }),
  );
}
