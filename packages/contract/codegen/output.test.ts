import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generateFiles } from "./files.ts";
import { findStale, writeFiles } from "./output.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "contract-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("generateFiles", () => {
  it("gives the same bytes twice", async () => {
    expect([...(await generateFiles())]).toEqual([...(await generateFiles())]);
  });
});

describe("findStale", () => {
  const files = new Map([
    ["a.ts", "a"],
    ["b.ts", "b"],
  ]);

  it("finds nothing after writing", async () => {
    await writeFiles(folder, files);
    expect(await findStale(folder, files)).toEqual([]);
  });

  it("names what is absent, changed or surplus", async () => {
    await writeFile(join(folder, "b.ts"), "b\n");
    await writeFile(join(folder, "old.ts"), "");
    expect(await findStale(folder, files)).toEqual(["a.ts", "b.ts", "old.ts"]);
    expect(await findStale(join(folder, "absent"), files)).toEqual(["a.ts", "b.ts"]);
  });
});

describe("writeFiles", () => {
  it("removes what is no longer generated, and leaves current files untouched", async () => {
    await writeFile(join(folder, "old.ts"), "");
    await writeFile(join(folder, "a.ts"), "a");
    const longAgo = new Date("2020-01-01T00:00:00Z");
    await utimes(join(folder, "a.ts"), longAgo, longAgo);
    await writeFiles(
      folder,
      new Map([
        ["a.ts", "a"],
        ["b.ts", "b"],
      ]),
    );
    expect((await readdir(folder)).sort()).toEqual(["a.ts", "b.ts"]);
    expect(await readFile(join(folder, "b.ts"), "utf8")).toBe("b");
    expect((await stat(join(folder, "a.ts"))).mtime).toEqual(longAgo);
  });
});
