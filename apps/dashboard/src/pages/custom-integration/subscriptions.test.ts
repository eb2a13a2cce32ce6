import { describe, expect, it } from "vitest";
import { areEqual, deliveredTypes, matches, namespacesOf, toggle } from "./subscriptions.ts";

const TYPES = ["listing.sold", "listing.updated", "order.received", "integration.test_event"];

describe("what a subscription takes in", () => {
  it.each([
    ["*", "order.received", true],
    ["order.*", "order.received", true],
    ["order.*", "orders.received", false],
    ["order.received", "order.received", true],
    ["order.received", "order.cancelled", false],
    ["listing.*", "order.received", false],
    ["order", "order.received", false],
    ["", "order.received", false],
  ])("%j and %s: %s", (subscription, type, expected) => {
    expect(matches(subscription, type)).toBe(expected);
  });
});

describe("what is delivered", () => {
  it.each([
    [["*"], TYPES],
    [["listing.*"], ["listing.sold", "listing.updated", "integration.test_event"]],
    [
      ["listing.sold", "order.*"],
      ["listing.sold", "order.received", "integration.test_event"],
    ],
    [[], ["integration.test_event"]],
  ])("to who has %j", (subscriptions, expected) => {
    expect(deliveredTypes(subscriptions, TYPES)).toEqual(expected);
  });
});

describe("ticking", () => {
  it.each([
    [["order.received"], "listing.sold", ["order.received", "listing.sold"]],
    [["listing.sold", "order.received"], "listing.*", ["order.received", "listing.*"]],
    [["listing.*", "order.received"], "*", ["*"]],
    [["*"], "*", []],
    [["listing.*", "order.received"], "listing.*", ["order.received"]],
  ])("%j and then %s: %j", (before, ticked, after) => {
    expect(toggle(before, ticked)).toEqual(after);
  });
});

it("groups types by namespace, in their order", () => {
  expect(namespacesOf(TYPES)).toEqual([
    ["listing.*", ["listing.sold", "listing.updated"]],
    ["order.*", ["order.received"]],
    ["integration.*", ["integration.test_event"]],
  ]);
});

it("compares choices whatever their order", () => {
  expect(areEqual(["a", "b"], ["b", "a"])).toBe(true);
  expect(areEqual(["a"], ["a", "b"])).toBe(false);
  expect(areEqual(["a", "c"], ["a", "b"])).toBe(false);
});
