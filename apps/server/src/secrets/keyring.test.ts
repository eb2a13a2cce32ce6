import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../config.ts";
import { Keyring, UnsealError } from "./keyring.ts";

const newKey = () => randomBytes(32).toString("base64");
const [oldKey, currentKey] = [newKey(), newKey()];
const ring = Keyring.parse(`2026:${currentKey}`);

/** The sealed text with one bit of the byte at `index` changed; negative counts from the end. */
function flip(sealed: string, index: number): string {
  const [id = "", text = ""] = sealed.split(".");
  const bytes = Buffer.from(text, "base64url");
  const place = index < 0 ? bytes.length + index : index;
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  return `${id}.${bytes.toString("base64url")}`;
}

describe("a sealed text", () => {
  it.each(["whsec_secret", "", "Zoë 山田 ⌚", "x".repeat(100_000)])("opens again (case %#)", (text) => {
    expect(ring.open(ring.seal(text, "here"), "here")).toBe(text);
  });

  it("names its key, is never twice the same, and does not show what it holds", () => {
    const sealed = [ring.seal("whsec_secret", "here"), ring.seal("whsec_secret", "here")];
    expect(sealed[0]).not.toBe(sealed[1]);
    for (const each of sealed) {
      expect(each).toMatch(/^2026\.[\w-]+$/);
      expect(Buffer.from(each.slice(5), "base64url").includes("secret")).toBe(false);
    }
  });

  it.each(["there", "her", "here ", ""])("does not open in the context %j", (context) => {
    const sealed = ring.seal("text", "here");
    expect(() => ring.open(sealed, context)).toThrow(UnsealError);
    expect(() => ring.open(sealed, context)).toThrow("does not belong to this key and context");
  });

  it.each([
    ["nonce", 0],
    ["nonce's end", 11],
    ["ciphertext", 12],
    ["ciphertext's end", -17],
    ["tag", -16],
    ["tag's end", -1],
  ])("does not open with a changed %s", (_part, index) => {
    const sealed = ring.seal("some text", "here");
    expect(() => ring.open(flip(sealed, index), "here")).toThrow(UnsealError);
  });

  it("does not open when a byte is missing or added", () => {
    const bytes = Buffer.from(ring.seal("some text", "here").slice(5), "base64url");
    for (const changed of [bytes.subarray(0, -1), bytes.subarray(1), Buffer.concat([bytes, Buffer.of(0)])]) {
      expect(() => ring.open(`2026.${changed.toString("base64url")}`, "here")).toThrow(UnsealError);
    }
  });

  it.each(["2026.", "2026.AAAA", `2026.${"A".repeat(36)}`])("that is cut short says so: %s", (sealed) => {
    expect(() => ring.open(sealed, "here")).toThrow(UnsealError);
    expect(() => ring.open(sealed, "here")).toThrow("The sealed text is cut short.");
  });

  it.each([
    ["other", "other.AAAA"],
    ["", ".AAAA"],
    ["", "2026"],
    ["", ""],
  ])("of the unknown key %j says which key is missing", (id, sealed) => {
    expect(() => ring.open(sealed, "here")).toThrow(UnsealError);
    expect(() => ring.open(sealed, "here")).toThrow(
      `WTH_SECRETS_KEYS has no key "${id}". Add the key that sealed this.`,
    );
  });

  it("does not open under another key of the same id", () => {
    const sealed = ring.seal("text", "here");
    expect(() => Keyring.parse(`2026:${oldKey}`).open(sealed, "here")).toThrow(UnsealError);
  });
});

describe("rotation", () => {
  const before = Keyring.parse(`2025:${oldKey}`);
  const during = Keyring.parse(`2026:${currentKey}, 2025:${oldKey}`);

  it("seals with the first key and opens with all", () => {
    const sealedBefore = before.seal("text", "here");
    const sealedDuring = during.seal("text", "here");
    expect(sealedDuring).toMatch(/^2026\./);
    expect(during.open(sealedBefore, "here")).toBe("text");
    expect(during.open(sealedDuring, "here")).toBe("text");
    expect(ring.open(sealedDuring, "here")).toBe("text");
  });

  it("that drops the old key too early is told which one to add", () => {
    const sealedBefore = before.seal("text", "here");
    expect(() => ring.open(sealedBefore, "here")).toThrow('WTH_SECRETS_KEYS has no key "2025".');
  });
});

describe("WTH_SECRETS_KEYS", () => {
  const key = currentKey;
  const form = (entry: number) =>
    `WTH_SECRETS_KEYS: entry ${entry} is not id:key with a key of 32 bytes in base64.`;

  it.each([
    ["nothing", "", form(1)],
    ["only spaces", "  ", form(1)],
    ["no id", key, form(1)],
    ["an empty id", `:${key}`, form(1)],
    ["no key", "a:", form(1)],
    ["a key of 31 bytes", `a:${randomBytes(31).toString("base64")}`, form(1)],
    ["a key of 33 bytes", `a:${randomBytes(33).toString("base64")}`, form(1)],
    ["a key of 16 bytes", `a:${randomBytes(16).toString("base64")}`, form(1)],
    ["a key in hex", `a:${randomBytes(32).toString("hex")}`, form(1)],
    ["a key with a sign that base64 has not", `a:!${key.slice(1)}`, form(1)],
    ["a full stop in the id", `a.b:${key}`, form(1)],
    ["an id of 33 characters", `${"a".repeat(33)}:${key}`, form(1)],
    ["a comma at the end", `a:${key},`, form(2)],
    ["a comma at the start", `,a:${key}`, form(1)],
    ["a bad second entry", `a:${key},b:short`, form(2)],
    ["two entries with a semicolon", `a:${key};b:${key}`, form(1)],
    ["an id twice", `a:${key},b:${oldKey},a:${oldKey}`, "WTH_SECRETS_KEYS: the id a is there twice."],
  ])("with %s is refused", (_what, text, message) => {
    expect(() => Keyring.parse(text)).toThrow(new ConfigError(message));
  });

  it("never shows a key in its message", () => {
    for (const text of [key, `a:${key}x`, `a:${key},a:${key}`]) {
      expect(() => Keyring.parse(text)).toThrow(
        expect.not.objectContaining({ message: expect.stringContaining(key) }),
      );
    }
  });

  it.each([
    `a:${key}`,
    `a:${key.replace("=", "")}`,
    ` a:${key} , b:${oldKey} `,
    `${"a".repeat(32)}:${key}`,
    `_-9:${key}`,
  ])("is accepted (case %#)", (text) => {
    const accepted = Keyring.parse(text);
    expect(accepted.open(accepted.seal("text", "here"), "here")).toBe("text");
  });
});
