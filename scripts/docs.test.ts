import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anchorsOf, codeSpansOf, linksOf, sectionOf } from "./docs-markdown.ts";

// Holds the documents to the repository: what they name exists, and what they leave out is not there.

const ROOT = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map((name) => ({
  name,
  text: read(name),
}));
const readme = read("README.md");

/** What a package.json says, as far as the documents speak of it. */
interface Manifest {
  scripts?: Readonly<Record<string, string>>;
  dependencies?: Readonly<Record<string, string>>;
  optionalDependencies?: Readonly<Record<string, string>>;
  devDependencies?: Readonly<Record<string, string>>;
}
const manifestOf = (folder: string): Manifest => JSON.parse(read(path.join(folder, "package.json")));

describe("paths", () => {
  const ignored = new Set(read(".gitignore").split("\n").map(bare));
  const names = new Set(filesBelow(ROOT).map((file) => path.basename(file)));

  it.each(documents)("in $name exist", ({ text }) => {
    const targets = linksOf(text).map(({ target }) => bare(target));
    const missing = codeSpansOf(text)
      .flatMap((span) => span.split(" "))
      .filter(looksLikePath)
      .map(bare)
      .filter(
        (name) =>
          !existsSync(path.join(ROOT, name)) && // from the root
          !targets.some((target) => target.endsWith(`/${name}`)) && // the end of a link's target, as its label
          !(!name.includes("/") && names.has(name)) && // a file name that stands for several
          !ignored.has(name), // what a run makes
      );
    expect(missing).toEqual([]);
  });

  it.each(documents)("that $name links to exist, with their headings", ({ name, text }) => {
    for (const { target } of linksOf(text).filter((link) => !link.target.startsWith("http"))) {
      const [file = "", anchor] = target.split("#");
      const linked = file === "" ? name : file;
      expect(existsSync(path.join(ROOT, linked)), `${name} links to ${target}`).toBe(true);
      if (anchor !== undefined)
        expect(anchorsOf(read(linked)), `${name} links to ${target}`).toContain(anchor);
    }
  });

  it.each([
    ["apps/server/src/http/pipeline.ts", true],
    ["handlers.ts", true],
    [".env.example", true],
    ["/listings/{id}", false],
    ["@wth/server", false],
    ["application/json", false],
    ["namespace.*", false],
    ["PORT=3001", false],
  ])("%s looks like one: %s", (span, expected) => {
    expect(looksLikePath(span)).toBe(expected);
  });
});

function looksLikePath(word: string): boolean {
  if (!/^[\w./-]+$/.test(word) || word.startsWith("/") || /^(application|text)\//.test(word)) return false;
  return word.includes("/") || /^\.[a-z]/.test(word) || /\.(ts|mjs|md|json|yaml|sql|prisma)$/.test(word);
}

function bare(name: string): string {
  return name.replace(/\/$/, "");
}

function filesBelow(folder: string): string[] {
  const skipped = new Set(["node_modules", "dist", ".git", ".data", ".turbo"]);
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !skipped.has(name))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(path.join(folder, entry.name)) : [path.join(folder, entry.name)],
    );
}

describe("commands", () => {
  const scripts = Object.keys(manifestOf(".").scripts ?? {});
  const commandsIn = (text: string) =>
    [...text.matchAll(/\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short,
    );

  it.each([...documents, { name: ".env.example", text: read(".env.example") }])(
    "of npm in $name are scripts of package.json",
    ({ text }) => {
      expect(scripts).toEqual(expect.arrayContaining(commandsIn(text)));
    },
  );

  it("are all in the README's table", () => {
    const table = sectionOf(readme, "## Commands", "## Configuration");
    expect([...new Set(commandsIn(table))].toSorted()).toEqual(scripts.toSorted());
  });
});

describe("an ops command line", () => {
  let dataDir = "";
  beforeAll(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), "wth-docs-"));
  });
  afterAll(() => rmSync(dataDir, { recursive: true }));

  const texts = [...documents.map(({ text }) => text), read("apps/server/src/banner.ts")];
  const lines = texts.flatMap((text) =>
    [...text.matchAll(/npm run --silent ops -- ([^\n`|…]+)/g)].map(([, line = ""]) => line.trim()),
  );
  const main = path.join(ROOT, "apps/server/src/ops/main.ts");
  const run = (line: string) =>
    promisify(execFile)(process.execPath, [main, ...argumentsOf(line)], {
      env: { PATH: process.env.PATH, WTH_DATA_DIR: dataDir },
    });

  // Without a database a command that was understood fails for just that; one that was not, before.
  it.each([...new Set(lines.filter((line) => line !== ""))])("is understood: %s", async (line) => {
    await expect(run(line)).rejects.toMatchObject({
      stderr: expect.stringContaining("There is no database"),
    });
  });

  it.each(["key make --dealer EMAIL", "key create", "integration set-mode --dealer EMAIL --mode fast"])(
    "that is wrong is noticed: %s",
    async (line) => {
      await expect(run(line)).rejects.not.toMatchObject({
        stderr: expect.stringContaining("There is no database"),
      });
    },
  );
});

/** The words of a command line, with what stands for a value replaced by one. */
function argumentsOf(line: string): string[] {
  const values: Readonly<Record<string, string>> = {
    ID: "24f0ebb1-73d7-4e99-9901-821078594271",
    TEXT: "long enough",
    URL: "https://shop.example/hook",
  };
  return line.split(" ").map((word) => {
    if (word === "EMAIL" || word === "$DEALER" || word === "$" + "{email}") return "dealer@example.com";
    if (word === "$RECEIVER") return "http://127.0.0.1:8080/webhooks/wth";
    return values[word] ?? word.replaceAll("'", "");
  });
}

describe("every dependency", () => {
  const section = sectionOf(readme, "## Dependencies", "### What we wrote ourselves, and why");
  /** Rows by group: dependency → what it is for. */
  const groups = new Map(
    section.split(/^\*\*/m).map((group) => {
      const title = /^`?([\w /-]+)`?\*\*/.exec(group)?.[1] ?? "";
      const rows = [...group.matchAll(/^\| `([^`]+)` +\| (runtime|development) +\| \S.* \|$/gm)];
      return [title, new Map(rows.map(([, name = "", purpose = ""]) => [name, purpose]))] as const;
    }),
  );
  const shared = groups.get("Every package") ?? new Map<string, string>();
  const packages = [
    { title: "The repository", folder: "." },
    ...["packages", "apps"]
      .flatMap((parent) => readdirSync(path.join(ROOT, parent)).map((name) => `${parent}/${name}`))
      .concat("bench", "chaos", "examples")
      .map((folder) => ({ title: folder, folder })),
  ];

  it.each(packages)("of $folder has its reason in the README, and no other", ({ title, folder }) => {
    const { dependencies, optionalDependencies, devDependencies } = manifestOf(folder);
    const outside = (group: Readonly<Record<string, string>> = {}, purpose: string) =>
      Object.entries(group).flatMap(([name, version]) =>
        version.startsWith("workspace:") || shared.get(name) === purpose ? [] : [[name, purpose]],
      );
    const wanted = [
      ...outside(dependencies, "runtime"),
      ...outside(optionalDependencies, "runtime"),
      ...outside(devDependencies, "development"),
    ];
    expect(Object.fromEntries(groups.get(title) ?? [])).toEqual(Object.fromEntries(wanted));
  });

  it("that several share is used by more than one", () => {
    for (const name of shared.keys()) {
      const users = packages.filter(({ folder }) => name in (manifestOf(folder).devDependencies ?? {}));
      expect(users.length, name).toBeGreaterThan(1);
    }
  });
});
