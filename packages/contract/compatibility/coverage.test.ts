import { describe, expect, it } from "vitest";
import { isObject, type JsonObject, objectAt, walkObjects } from "../codegen/json.ts";
import { document } from "../codegen/testing.ts";
import { type Edit, judge } from "./testing.ts";

// Nothing of the contract is out of the gate's sight: whatever is taken away from it anywhere is noticed.

const schemas = objectAt(document, "components", "schemas");

/** Every property of every schema, wherever it stands, by the keys that lead to it. */
const fields: string[][] = [];
walkObjects(schemas, (object, path) => {
  if (path.at(-1) === "properties" && path.at(-2) !== "properties")
    fields.push(...Object.keys(object).map((name) => ["components", "schemas", ...path, name]));
});

/** Every marker of a behaviour, in any part of the document. */
const markers: string[][] = [];
walkObjects(document, (object, path) => {
  if (typeof object["x-semantics"] === "string") markers.push([...path, "x-semantics"]);
});

const endpoints = Object.entries(objectAt(document, "paths")).flatMap(([path, item]) =>
  Object.keys(isObject(item) ? item : {})
    .filter((key) => key !== "parameters")
    .map((method) => ["paths", path, method]),
);
const events = Object.keys(objectAt(document, "webhooks")).map((type) => ["webhooks", type]);

/** Takes away what the keys lead to, through lists too. */
function remove(keys: readonly string[]): Edit {
  return (spec) => {
    let holder: unknown = spec.document;
    for (const key of keys.slice(0, -1))
      holder = Array.isArray(holder) ? holder[Number(key)] : objectAt(holder)[key];
    const last = keys.at(-1) ?? "";
    const owner: JsonObject = objectAt(holder);
    expect(Object.hasOwn(owner, last), keys.join("/")).toBe(true);
    delete owner[last];
  };
}

describe("the gate notices the removal of", () => {
  it.each([
    ["every field", fields, 100],
    ["every marker", markers, 25],
    ["every endpoint", endpoints, 20],
    ["every event", events, 10],
  ])("%s", (_name, places, atLeast) => {
    expect(places.length).toBeGreaterThanOrEqual(atLeast);
    const unnoticed = places.filter((keys) => judge(remove(keys)).length === 0);
    expect(unnoticed.map((keys) => keys.join("/"))).toEqual([]);
  });
});
