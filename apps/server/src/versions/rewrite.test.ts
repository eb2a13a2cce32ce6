import { describe, expect, it } from "vitest";
import { Contract } from "../http/contract.ts";
import { oldName } from "./names.ts";
import { compileRewrite } from "./rewrite.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schemas = {
  Coin: { type: "object", required: ["cents"], properties: { cents: { type: "integer" } } },
  Note: { type: "object", required: ["text"], properties: { text: { type: "string" } } },
  Purse: { type: "object", properties: { coin: ref("Coin"), note: ref("Note"), any: {} } },
  List: { type: "object", properties: { data: { type: "array", items: ref("Coin") } } },
  Pages: { type: "array", items: { type: "array", items: ref("Coin") } },
  ByName: { type: "object", properties: { note: ref("Note") }, additionalProperties: ref("Coin") },
  Both: { allOf: [ref("Purse"), { properties: { second: ref("Coin") } }] },
  Either: { oneOf: [ref("Note"), ref("Coin")] },
  Maybe: { anyOf: [ref("Coin"), { type: "null" }] },
  Tree: {
    type: "object",
    properties: { coin: ref("Coin"), children: { type: "array", items: ref("Tree") } },
  },
  Kept: { "x-version-from": "version", type: "object", properties: { coin: ref("Coin") } },
  Log: { type: "object", properties: { coin: ref("Coin"), event: ref("Kept") } },
  Bulk: {
    type: "object",
    properties: { coins: { type: "array", "x-validate-items": "individually", items: ref("Coin") } },
  },
  Outer: { type: "object", properties: { inner: ref("Inner") } },
  Inner: { type: "object", properties: { seen: { type: "array", items: { type: "string" } } } },
  Plain: { type: "object", properties: { id: { type: "string" } } },
};
const contract = new Contract({ openapi: "3.1.0", components: { schemas } });

/** Counts each coin up. */
const coins = new Map([["Coin", (coin: unknown) => ({ ...Object(coin), cents: Object(coin).cents + 1 })]]);

function rewrite(schema: string, value: unknown): unknown {
  const transform = compileRewrite(contract, contract.placeAt("components", "schemas", schema), coins);
  return transform === null ? "nothing to do" : transform(value);
}

const one = { cents: 1 };
const two = { cents: 2 };

describe("a rewrite finds an object", () => {
  it.each<[where: string, schema: string, before: unknown, after: unknown]>([
    ["that is the whole body", "Coin", one, two],
    ["in a field", "Purse", { coin: one, note: { text: "a" } }, { coin: two, note: { text: "a" } }],
    ["in no other field", "Purse", { any: one }, { any: one }],
    ["in a list", "List", { data: [one, two] }, { data: [two, { cents: 3 }] }],
    ["in lists of lists", "Pages", [[one], [], [one, one]], [[two], [], [two, two]]],
    ["under any other name", "ByName", { a: one, note: { text: "a" } }, { a: two, note: { text: "a" } }],
    ["in each part of a whole", "Both", { coin: one, second: one }, { coin: two, second: two }],
    ["as the alternative that it is", "Either", one, two],
    ["and no other alternative", "Either", { text: "a" }, { text: "a" }],
    ["that can be null", "Maybe", null, null],
    [
      "inside its own kind",
      "Tree",
      { coin: one, children: [{ coin: one, children: [] }] },
      { coin: two, children: [{ coin: two, children: [] }] },
    ],
    [
      "beside one that keeps its version",
      "Log",
      { coin: one, event: { coin: one } },
      { coin: two, event: { coin: one } },
    ],
    ["in a value that does not fit, where it can", "List", { data: null }, { data: null }],
    ["in no value of another kind", "List", "text", "text"],
  ])("%s", (_where, schema, before, after) => {
    const copy = structuredClone(before);
    expect(rewrite(schema, before)).toEqual(after);
    expect(before).toEqual(copy);
  });

  it.each(["Plain", "Note", "Kept", "Bulk"])("not in %s, which costs nothing then", (schema) => {
    expect(rewrite(schema, {})).toBe("nothing to do");
  });

  it("not without any transforms", () => {
    const place = contract.placeAt("components", "schemas", "Coin");
    expect(compileRewrite(contract, place, new Map())).toBeNull();
    expect(compileRewrite(contract, null, coins)).toBeNull();
  });

  it("from the inside out", () => {
    const seen = (name: string) => (value: unknown) => ({
      ...Object(value),
      name,
      had: Object(value).inner?.name,
    });
    const transforms = new Map(["Outer", "Inner"].map((name) => [name, seen(name)]));
    const transform = compileRewrite(
      contract,
      contract.placeAt("components", "schemas", "Outer"),
      transforms,
    );
    expect(transform?.({ inner: {} })).toMatchObject({ name: "Outer", had: "Inner" });
  });

  it("also where it becomes null", () => {
    const toNull = new Map([["Coin", () => null]]);
    const transform = compileRewrite(contract, contract.placeAt("components", "schemas", "Tree"), toNull);
    expect(transform?.({ coin: one, children: [{ coin: one }] })).toEqual({
      coin: null,
      children: [{ coin: null }],
    });
  });
});

describe("the old name of a field", () => {
  const edits = new Map([
    ["Coin", [{ renamed: ["pennies", "cents"] }]],
    ["Tree", [{ renamed: ["money", "coin"] }, { renamed: ["branches", "children"] }]],
  ] as const);

  it.each([
    ["Coin", "cents", "pennies"],
    ["Coin", "other", "other"],
    ["Tree", "coin.cents", "money.pennies"],
    ["Tree", "children[3].children[0].coin.cents", "branches[3].branches[0].money.pennies"],
    ["List", "data[12].cents", "data[12].pennies"],
    ["Pages", "[0][1].cents", "[0][1].pennies"],
    ["Plain", "coin.cents", "coin.cents"],
    ["Tree", "body", "body"],
  ])("in %s of %s is %s", (schema, name, expected) => {
    const place = contract.placeAt("components", "schemas", schema);
    expect(place === null ? null : oldName(contract, place, edits, name)).toBe(expected);
  });
});
