import {
  asCommonJs,
  type Compiler,
  type Consumer,
  codeBlocks,
  compilers,
  installSdk,
  type Tarball,
} from "@wth/packaging";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// What the compiler of a user sees in the packed package: its declarations, the README and the examples in comments.

let sdk: Tarball;
let consumer: Consumer;
const read = (file: string) => consumer.read(`node_modules/@watchtraderhub/sdk/${file}`);

beforeAll(async () => {
  ({ sdk, consumer } = await installSdk());
}, 180_000);
afterAll(() => consumer.remove());

/** The declarations that the package makes by hand: those of the contract have their own comments. */
async function declarations(): Promise<Map<string, string>> {
  const names = sdk.files.filter(
    (name) => /^dist\/esm\/.*\.d\.ts$/.test(name) && !name.includes("/generated/"),
  );
  return new Map(await Promise.all(names.map(async (name) => [name, await read(name)] as const)));
}

const HEAD = `import { type ApiPromise, type ApiResult, type CallLimits, type Customer, type ErrorDetails, type Order, type ClientOptions, type Fetch, type HookRequest, type Hooks, type Page, type LogFields,
  type PostOptions, type RequestOptions, type SyncOptions, WatchTraderHub, WatchTraderHubError } from "@watchtraderhub/sdk";
import { fakeRuntime, MOCK_API_KEY, type MockErrorOptions, mockError, mockFetch, samples } from "@watchtraderhub/sdk/testing";
import { WatchTraderHubPartner } from "@watchtraderhub/sdk/partner";
declare const wth: WatchTraderHub;
declare const partner: WatchTraderHubPartner;
`;

/** The examples in the comments, each in a function of its own, by the file that has them. */
async function commentedExamples(): Promise<Map<string, string>> {
  const modules = new Map<string, string>();
  const texts = await declarations();
  texts.set("samples", await read("dist/esm/generated/samples.d.ts"));
  for (const [file, text] of texts) {
    const examples = [...text.matchAll(/@example\n([\s\S]*?)\s*\*\//g)].map(([, lines = ""]) =>
      lines.replace(/^ *\* ?/gm, ""),
    );
    if (examples.length === 0) continue;
    const functions = examples.map(
      (code, index) => `export async function example${index}() {\n${code}\n}\n`,
    );
    modules.set(`comments-${file.replaceAll(/\W+/g, "-")}.mts`, HEAD + functions.join(""));
  }
  return modules;
}

const names = Object.keys(compilers).filter((name): name is Compiler => name in compilers);

describe.each(names)("with %s", (compiler) => {
  it("every example of the README compiles, as ESM and as CommonJS, and every example of a comment", async () => {
    const readme = codeBlocks(await read("README.md"), "ts");
    expect(readme.length).toBeGreaterThanOrEqual(9);
    const files = new Map(await commentedExamples());
    expect(files.size).toBeGreaterThanOrEqual(10);
    for (const [index, code] of readme.entries()) {
      files.set(`readme-${index}.mts`, code);
      files.set(`readme-${index}.cts`, asCommonJs(code));
    }
    for (const [name, code] of files) await consumer.write(name, code);
    const resolutions = ["node16", "bundler"] as const;
    const complaints = resolutions.map((resolution) =>
      consumer.compile(compiler, resolution, [...files.keys()]),
    );
    expect(await Promise.all(complaints)).toEqual(["", ""]);
  });
});

describe("with TypeScript 7", () => {
  it("wrong use does not compile", async () => {
    await consumer.write(
      "wrong.mts",
      `import { WatchTraderHub } from "@watchtraderhub/sdk";
import { mockFetch } from "@watchtraderhub/sdk/testing";
new WatchTraderHub({ apiKey: "" }).listings.list({ colour: "black" });
mockFetch({ "GET /watches": {} });
`,
    );
    await expect(consumer.compile("TypeScript 7", "node16", ["wrong.mts"])).resolves.toMatch(
      /wrong\.mts\(3,[\s\S]*'colour'[\s\S]*wrong\.mts\(4,[\s\S]*GET \/watches/,
    );
  });
});

describe("the comments", () => {
  /** What is exported, and the members of exported classes and interfaces, that have no comment above. */
  function undocumented(text: string): string[] {
    let hasMembers = false;
    return text.split("\n").filter((line, index, lines) => {
      const isExport = /^export (declare |abstract )*(class|interface|type|const|function) \w/.test(line);
      if (isExport || line === "}") hasMembers = /^export (declare |abstract )*(class|interface)/.test(line);
      const isMember = hasMembers && /^ {4}(?!constructor)(readonly |get |abstract )*[\w$]+[?(:<]/.test(line);
      return (isExport || isMember) && !/\*\/$/.test(lines[index - 1] ?? "");
    });
  }

  it("are on everything that is public", async () => {
    for (const [file, text] of await declarations()) expect(undocumented(text), file).toEqual([]);
  });

  it("of every method have an example", async () => {
    for (const [file, text] of await declarations()) {
      if (!/(resources\/|client\.d\.ts)/.test(file)) continue;
      const methods = [...text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n {4}(\w+)\(.*\): /g)];
      for (const [, comment = "", name] of methods) {
        if (name === "constructor") continue;
        expect(comment, `${file}: ${name}`).toContain("@example");
      }
    }
  });
});
