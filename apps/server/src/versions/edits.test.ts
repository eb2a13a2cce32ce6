import { describe, expect, it } from "vitest";
import { inField, newRequiredField, renamedField, renamedValue } from "./edits.ts";
import type { Edit } from "./version-change.ts";

const rename = renamedField("old", "now");
const status = renamedValue("open", "pending");

describe("an edit", () => {
  it.each<[name: string, edit: Edit, before: unknown, now: unknown]>([
    ["renames a field in its place", rename, { a: 1, old: 2, b: 3 }, { a: 1, now: 2, b: 3 }],
    ["renames a field that is null", rename, { old: null }, { now: null }],
    ["leaves an object without the field", rename, { a: 1 }, { a: 1 }],
    ["leaves what is no object", rename, null, null],
    ["renames a value", status, "open", "pending"],
    ["leaves other values", status, "cancelled", "cancelled"],
    [
      "reaches into a field",
      inField("status", status),
      { status: "open", a: 1 },
      { status: "pending", a: 1 },
    ],
    [
      "reaches through fields",
      inField("a", inField("b", rename)),
      { a: { b: { old: 1 } } },
      { a: { b: { now: 1 } } },
    ],
    ["leaves an object without that field", inField("status", status), { a: 1 }, { a: 1 }],
    ["leaves a field that is null", inField("a", inField("b", rename)), { a: null }, { a: null }],
  ])("%s, up and down", (_name, { up, down }, before, now) => {
    const frozen = structuredClone([before, now]);
    expect(JSON.stringify(up?.(before))).toBe(JSON.stringify(now));
    expect(JSON.stringify(down?.(now))).toBe(JSON.stringify(before));
    expect([before, now]).toEqual(frozen);
  });

  it.each([
    [{ a: 1 }, { a: 1, currency: "USD" }],
    [{ currency: "EUR" }, { currency: "EUR" }],
    [{ currency: null }, { currency: null }],
    ["text", "text"],
  ])("adds a field where it is not sent: %j", (before, now) => {
    const { up, down } = newRequiredField("currency", "USD");
    expect(up?.(before)).toEqual(now);
    expect(down).toBeUndefined();
  });

  it("has only the directions of what it lifts into a field", () => {
    expect(Object.keys(inField("a", { up: (value) => value }))).toEqual(["up"]);
    expect(Object.keys(inField("a", { down: (value) => value }))).toEqual(["down"]);
  });
});
