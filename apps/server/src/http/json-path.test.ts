import { describe, expect, it } from "vitest";
import { jsonPath } from "./json-path.ts";

describe("jsonPath", () => {
  it.each([
    ["", undefined, ""],
    ["/email", undefined, "email"],
    ["/buyer/name", undefined, "buyer.name"],
    ["/line_items/0/unit_amount", undefined, "line_items[0].unit_amount"],
    ["/customers/499", undefined, "customers[499]"],
    ["/0", undefined, "[0]"],
    ["/0/name", undefined, "[0].name"],
    ["/a/0/1/b", undefined, "a[0][1].b"],
    ["/metadata/a~1b", undefined, "metadata.a/b"],
    ["/metadata/a~0b", undefined, "metadata.a~b"],
    ["/metadata/~01", undefined, "metadata.~1"],
    ["/metadata/~10", undefined, "metadata./0"],
    ["/metadata/1st", undefined, "metadata.1st"],
    ["/metadata/-1", undefined, "metadata.-1"],
    ["/metadata/Zoë ⌚", undefined, "metadata.Zoë ⌚"],
    ["", "email", "email"],
    ["/buyer", "name", "buyer.name"],
    ["/line_items/0", "quantity", "line_items[0].quantity"],
    ["/metadata", "a/b~c", "metadata.a/b~c"],
  ])("%j with the property %j is %j", (pointer, property, path) => {
    expect(jsonPath(pointer, property)).toBe(path);
  });
});
