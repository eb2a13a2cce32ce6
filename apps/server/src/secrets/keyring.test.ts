import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../config.ts";
import { Keyring, UnsealError } from "./keyring.ts";

const key = () => randomBytes(32).toString("base64");

describe("a keyring", () => {
  it("opens what it sealed, in the same context only", () => {
    const ring = Keyring.parse(`k1:${key()}`);
    const sealed = ring.seal("whsec_ä", "endpoint:1");
    expect(sealed).toMatch(/^k1\.[\w-]+$/);
    expect(ring.open(sealed, "endpoint:1")).toBe("whsec_ä");
    expect(() => ring.open(sealed, "endpoint:2")).toThrow(UnsealError);
    expect(ring.seal("whsec_ä", "endpoint:1")).not.toBe(sealed);
  });

  it("refuses changed bytes and texts cut short", () => {
    const ring = Keyring.parse(`k1:${key()}`);
    const sealed = ring.seal("text", "place");
    const flipped = sealed.slice(0, 10) + (sealed[10] === "A" ? "B" : "A") + sealed.slice(11);
    expect(() => ring.open(flipped, "place")).toThrow(UnsealError);
    expect(() => ring.open("k1.AAAA", "place")).toThrow("cut short");
  });

  it("seals with the first key and opens with any", () => {
    const [old, current] = [`old:${key()}`, `new:${key()}`];
    const sealed = Keyring.parse(old).seal("text", "place");
    const rotated = Keyring.parse(`${current},${old}`);
    expect(rotated.open(sealed, "place")).toBe("text");
    expect(rotated.seal("text", "place")).toMatch(/^new\./);
    expect(() => Keyring.parse(current).open(sealed, "place")).toThrow('has no key "old"');
  });

  it.each([
    ["", "entry 1"],
    ["k1", "entry 1"],
    ["k1:short", "entry 1"],
    [`k 1:${key()}`, "entry 1"],
    [`k1:${key()},`, "entry 2"],
    [`k1:${key()},k1:${key()}`, "k1 is there twice"],
  ])("refuses %j, naming the variable", (text, problem) => {
    expect(() => Keyring.parse(text)).toThrow(ConfigError);
    expect(() => Keyring.parse(text)).toThrow(`WTH_SECRETS_KEYS: `);
    expect(() => Keyring.parse(text)).toThrow(problem);
  });
});
