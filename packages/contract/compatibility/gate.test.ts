import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type JsonObject, objectAt } from "../codegen/json.ts";
import { versionsFolder } from "../codegen/locations.ts";
import { document } from "../codegen/testing.ts";
import { findBreakingChanges } from "./compare.ts";
import { checkContract, FreezeError, freeze } from "./gate.ts";
import { Spec } from "./testing.ts";
import { frozenText, parseFrozen, VersionsFolder } from "./versions-folder.ts";

let path: string;
let folder: VersionsFolder;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), "versions-"));
  await writeFile(join(path, "released.json"), "{}\n");
  folder = new VersionsFolder(path);
});
afterEach(() => rm(path, { recursive: true }));

const RELEASE = true;
const REPEATABLE = false;
const today = String(objectAt(document, "info").version);
const later = "2027-02-03";

/** The contract of a version that removes a field. */
function withoutMetadata(version: string): JsonObject {
  const spec = new Spec();
  spec.at("info").version = version;
  delete spec.at("components", "schemas", "Order", "properties").metadata;
  return spec.document;
}

/** The contract with one more field. */
function grown(): JsonObject {
  const spec = new Spec();
  spec.at("components", "schemas", "Order", "properties").channel = { type: "string" };
  return spec.document;
}

describe("checkContract", () => {
  it("asks for the frozen document of a version that has none", async () => {
    const { ok, lines } = await checkContract(document, folder);
    expect(ok).toBe(false);
    expect(lines.join()).toContain(`API version ${today} is not frozen yet`);
    expect(lines.join()).toContain("pnpm --filter @wth/contract freeze");
  });

  it("passes what was frozen, and what has only grown", async () => {
    await freeze(document, folder, REPEATABLE);
    expect(await checkContract(document, folder)).toEqual({
      ok: true,
      lines: [`Nothing breaks API version ${today}.`],
    });
    const { ok, lines } = await checkContract(grown(), folder);
    expect(ok).toBe(true);
    expect(lines.join()).toContain("to protect what is new");
  });

  it.each([
    ["before the release says how to freeze anew", REPEATABLE, "is not released yet"],
    ["after it says that only a new version may", RELEASE, "make it part of a new dated version"],
  ])("refuses a break, names it, and %s", async (_name, release, wayOut) => {
    await freeze(document, folder, release);
    const { ok, lines } = await checkContract(withoutMetadata(today), folder);
    expect(ok).toBe(false);
    expect(lines[0]).toContain(`spec/versions/${today}.json`);
    expect(lines[1]).toMatch(/^ {2}- Order\.metadata was removed\./);
    expect(lines.at(-1)).toContain(wayOut);
  });

  it("lets a new version break, once it is frozen, and not before", async () => {
    await freeze(document, folder, RELEASE);
    expect((await checkContract(withoutMetadata(later), folder)).lines.join()).toContain(
      `${later} is not frozen`,
    );
    await freeze(withoutMetadata(later), folder, REPEATABLE);
    expect((await checkContract(withoutMetadata(later), folder)).ok).toBe(true);
  });

  it("refuses to go back behind a frozen version", async () => {
    await freeze(withoutMetadata(later), folder, REPEATABLE);
    const { ok, lines } = await checkContract(document, folder);
    expect(ok).toBe(false);
    expect(lines.join()).toContain(`${later} is frozen already`);
  });

  it.each([
    ["altered", () => writeFile(join(path, `${today}.json`), frozenText(grown()))],
    ["removed", () => rm(join(path, `${today}.json`))],
  ])("notices a released document that was %s", async (_name, tamper) => {
    await freeze(document, folder, RELEASE);
    await tamper();
    const { ok, lines } = await checkContract(document, folder);
    expect(ok).toBe(false);
    expect(lines.join()).toContain(`spec/versions/${today}.json is not what was released`);
  });
});

describe("freeze", () => {
  it("can be repeated until the release, and then never again", async () => {
    await freeze(document, folder, REPEATABLE);
    await freeze(grown(), folder, RELEASE);
    expect(parseFrozen(today, await folder.read(today))).toEqual(grown());
    await expect(freeze(document, folder, REPEATABLE)).rejects.toThrow(FreezeError);
    await expect(freeze(document, folder, REPEATABLE)).rejects.toThrow(`${today} is released`);
    expect(parseFrozen(today, await folder.read(today))).toEqual(grown());
  });

  it("tells what a new version breaks of the one before it", async () => {
    expect(await freeze(document, folder, RELEASE)).toEqual({ date: today, breaks: [] });
    const { date, breaks } = await freeze(withoutMetadata(later), folder, REPEATABLE);
    expect(date).toBe(later);
    expect(breaks).toEqual([expect.stringMatching(/^Order\.metadata was removed\./)]);
  });

  it("refuses a version after one that was never released, or before a frozen one", async () => {
    await freeze(document, folder, REPEATABLE);
    await expect(freeze(withoutMetadata(later), folder, REPEATABLE)).rejects.toThrow(
      `${today} was never released`,
    );
    await expect(freeze(withoutMetadata("2026-01-01"), folder, REPEATABLE)).rejects.toThrow(
      `2026-01-01 is older than ${today}`,
    );
  });
});

describe("every frozen document of this repository", async () => {
  const own = new VersionsFolder(versionsFolder);
  const frozen = await Promise.all(
    (await own.dates()).map(async (date) => ({ date, text: await own.read(date) })),
  );

  it("is there for the version that is worked on", () => {
    expect(frozen.map(({ date }) => date)).toContain(today);
  });

  it.each(frozen)("$date is a valid bundle of its version", async ({ date, text }) => {
    const config = await createConfig({
      rules: { struct: "error", "no-unresolved-refs": "error", "spec-strict-refs": "error" },
    });
    const problems = await lintFromString({ source: text, absoluteRef: `${date}.json`, config });
    expect(problems.map(({ message }) => message)).toEqual([]);
    expect(objectAt(parseFrozen(date, text), "info").version).toBe(date);
  });

  it.each(frozen)("$date compared with itself has no breaking change", ({ date, text }) => {
    const parsed = parseFrozen(date, text);
    expect(findBreakingChanges(parsed, parseFrozen(date, text))).toEqual([]);
    expect(parsed.paths).toBeDefined();
  });
});
