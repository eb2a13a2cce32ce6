import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addKey, KeyFileError, loadKeyring, removeKey } from "./key-file.ts";
import { UnsealError } from "./keyring.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "wth-keys-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const settings = () => ({ secretsKeys: null, dataDir });
const file = () => path.join(dataDir, "secrets.keys");
const ids = () => loadKeyring(settings()).ids;

describe("the key file", () => {
  it("is made once, for its owner only, and nothing is left beside it", () => {
    const sealed = loadKeyring(settings()).seal("text", "here");
    const text = readFileSync(file(), "utf8");
    expect(text).toMatch(/^k1:[A-Za-z0-9+/]{43}=\n$/);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(loadKeyring(settings()).open(sealed, "here")).toBe("text");
    expect(readFileSync(file(), "utf8")).toBe(text);
    expect(readdirSync(dataDir)).toEqual(["secrets.keys"]);
  });

  it("is one and the same for first starts at once", { timeout: 30_000 }, async () => {
    const module = path.join(import.meta.dirname, "key-file.ts");
    const script = `
      import { loadKeyring } from ${JSON.stringify(module)};
      while (Date.now() < Number(process.argv[1])) {}
      const ring = loadKeyring({ secretsKeys: null, dataDir: ${JSON.stringify(dataDir)} });
      process.stdout.write(ring.seal("text", "here"));`;
    const startAt = String(Date.now() + 700);
    const starts = await Promise.all(
      [1, 2].map(() => promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, startAt])),
    );
    for (const { stdout } of starts) expect(loadKeyring(settings()).open(stdout, "here")).toBe("text");
  });

  it("gets a new current key, and keeps the others", () => {
    const sealed = loadKeyring(settings()).seal("text", "here");
    const id = addKey(settings());
    expect(id).toMatch(/^k\d{8}T\d{6}Z$/);
    expect(ids()).toEqual([id, "k1"]);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir)).toEqual(["secrets.keys"]);
    expect(loadKeyring(settings()).open(sealed, "here")).toBe("text");
    expect(loadKeyring(settings()).seal("text", "here")).toMatch(new RegExp(`^${id}\\.`));
  });

  it("never has an id twice: a second key in the same second is refused, and changes nothing", () => {
    loadKeyring(settings());
    // At most one of three falls into the next second.
    expect(() => [1, 2, 3].map(() => addKey(settings()))).toThrow(/the id k\w+ is there twice/);
    expect(new Set(ids()).size).toBe(ids().length);
    expect(readdirSync(dataDir)).toEqual(["secrets.keys"]);
  });

  it("loses the key that is removed, and no other", () => {
    loadKeyring(settings());
    const id = addKey(settings());
    removeKey(settings(), "k1");
    expect(ids()).toEqual([id]);
  });

  it.each([
    ["the current one", "k1", "The key k1 is the current one. Add another first."],
    ["one that is not there", "k2", "There is no key k2. The keys are: k1."],
    ["a part of an id", "k", "There is no key k. The keys are: k1."],
    ["none", "", "There is no key . The keys are: k1."],
  ])("keeps its keys when %s is to be removed", (_what, id, message) => {
    loadKeyring(settings());
    const before = readFileSync(file(), "utf8");
    expect(() => removeKey(settings(), id)).toThrow(new KeyFileError(message));
    expect(readFileSync(file(), "utf8")).toBe(before);
    expect(readdirSync(dataDir)).toEqual(["secrets.keys"]);
  });

  it("is changed by one at a time", () => {
    loadKeyring(settings());
    writeFileSync(`${file()}.new`, "");
    for (const change of [() => addKey(settings()), () => removeKey(settings(), "k1")]) {
      expect(change).toThrow(KeyFileError);
      expect(change).toThrow(`delete ${file()}.new and try again`);
    }
    expect(ids()).toEqual(["k1"]);
  });

  it("is not changed when the keys are those of WTH_SECRETS_KEYS", () => {
    const secretsKeys = `env:${Buffer.alloc(32).toString("base64")}`;
    for (const change of [addKey, (of: Parameters<typeof addKey>[0]) => removeKey(of, "env")]) {
      expect(() => change({ secretsKeys, dataDir })).toThrow(/^The keys are those of WTH_SECRETS_KEYS/);
    }
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it("that is broken is named, without its keys", () => {
    loadKeyring(settings());
    const text = readFileSync(file(), "utf8").trim();
    writeFileSync(file(), `${text},k2`);
    expect(ids).toThrow(`${file()}: entry 2 is not id:key with a key of 32 bytes in base64.`);
    expect(ids).toThrow(expect.not.objectContaining({ message: expect.stringContaining(text.slice(3)) }));
  });
});

describe("a keyring in use", () => {
  it("opens at once what a key has sealed that was added meanwhile", () => {
    const running = loadKeyring(settings());
    running.seal("text", "here");
    addKey(settings());
    expect(running.open(loadKeyring(settings()).seal("text", "here"), "here")).toBe("text");
  });

  it("seals with a key that was added, a second later at the latest", async () => {
    const running = loadKeyring(settings());
    const before = running.seal("text", "here");
    const id = addKey(settings());
    await sleep(1_100);
    expect(running.seal("text", "here")).toMatch(new RegExp(`^${id}\\.`));
    expect(running.open(before, "here")).toBe("text");
  });

  it.each([
    ["broken", () => writeFileSync(file(), "k2:")],
    ["gone", () => rmSync(file())],
  ])("keeps its keys when the file is %s", async (_what, spoil) => {
    const running = loadKeyring(settings());
    const text = readFileSync(file(), "utf8");
    const sealed = running.seal("text", "here");
    spoil();
    await sleep(1_100);
    expect(running.open(running.seal("text", "here"), "here")).toBe("text");
    expect(running.open(sealed, "here")).toBe("text");
    expect(() => running.open("k9.AAAA", "here")).toThrow(UnsealError);
    expect(() => running.open("k9.AAAA", "here")).toThrow(`${file()} has no key "k9".`);
    // Once it is whole again, it counts.
    writeFileSync(file(), text);
    const id = addKey(settings());
    expect(running.open(loadKeyring(settings()).seal("text", "here"), "here")).toBe("text");
    expect(running.currentId).toBe(id);
  });
});
