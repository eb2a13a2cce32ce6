import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Consumer, compilers, installPacked, nodeVersions } from "./testing/consumer.ts";
import { API_KEY, integration } from "./testing/fixtures.ts";

const names = ["sdk", "webhook-verifier"] as const;
const nodes = await nodeVersions();
let consumer: Consumer;

beforeAll(async () => {
  consumer = await installPacked();
}, 120_000);
afterAll(() => consumer.remove());

/** Uses both packages; `fetch` is replaced, so that nothing leaves the machine. */
const program = `
const secrets = "whsec_qFzUfUdRAyjreopfC5tG4lUoYk/aFLtJd9+foPMtFBs=";
const body = JSON.stringify({ id: "evt_1", object: "event", type: "listing.sold", data: { object: { id: "1" } } });
const headers = verifier.signTestHeaders({ body, secrets });
const event = verifier.constructEvent({ body, headers, secrets });
const wrong = verifier.safeVerify({ body: body + " ", headers, secrets });
const fetch = async (request) => Response.json({ ...${JSON.stringify(integration)}, url: request.url });
const wth = new sdk.WatchTraderHub({ apiKey: "${API_KEY}", fetch });
wth.me().then((me) => console.log([event.type, wrong.code, me.object, me.url].join(" ")));
`;
const expected = "listing.sold no_match integration https://watchtraderhub.com/api/v1/me";

/** CommonJS has no top-level await: what is no export and no import goes into a function. */
function asCommonJs(code: string): string {
  if (/^export /m.test(code)) return code;
  const imports = code.match(/^import .*$/gm) ?? [];
  return `${imports.join("\n")}\nexport async function main() {\n${code.replace(/^import .*$/gm, "")}}\n`;
}

describe.each(nodes)("from the packed tarballs, Node %s", (_version, node) => {
  it("an ES module", async () => {
    await consumer.write(
      "consumer.mjs",
      `import * as sdk from "@watchtraderhub/sdk";\nimport * as verifier from "@watchtraderhub/webhook-verifier";\n${program}`,
    );
    await expect(consumer.run(node, "consumer.mjs")).resolves.toBe(expected);
  });

  it("a CommonJS module", async () => {
    await consumer.write(
      "consumer.cjs",
      `const sdk = require("@watchtraderhub/sdk");\nconst verifier = require("@watchtraderhub/webhook-verifier");\n${program}`,
    );
    await expect(consumer.run(node, "consumer.cjs")).resolves.toBe(expected);
  });

  it.each(names)("nothing but the entry of %s can be imported", async (name) => {
    const deep = `import("@watchtraderhub/${name}/dist/esm/index.js").catch((e) => console.log(e.code))`;
    await expect(consumer.run(node, "--input-type=module", "--eval", deep)).resolves.toBe(
      "ERR_PACKAGE_PATH_NOT_EXPORTED",
    );
  });
});

/** The examples in the comments of the SDK's declarations, each as a program of its own. */
async function commentedExamples(): Promise<string[]> {
  const examples: string[] = [];
  for (const file of consumer.packed.sdk.filter((name) => /^dist\/esm\/.*\.d\.ts$/.test(name))) {
    const declarations = await consumer.read(`node_modules/@watchtraderhub/sdk/${file}`);
    for (const [, lines = ""] of declarations.matchAll(/@example\n([\s\S]*?)\s*\*\//g))
      examples.push(lines.replace(/^ *\* ?/gm, ""));
  }
  const head = `import { WatchTraderHub } from "@watchtraderhub/sdk";\ndeclare const wth: WatchTraderHub;\n`;
  return examples.map((code) => `${head}${code}\nexport {};\n`);
}

describe.each(Object.entries(compilers))("from the packed tarballs, %s", (_name, tsc) => {
  const compile = async (files: string[]) => {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      module: "nodenext",
      target: "es2022",
      lib: ["es2023"],
      types: ["node"],
    };
    await consumer.write("tsconfig.json", JSON.stringify({ compilerOptions, files }));
    return consumer.run(process.execPath, tsc, "-p", ".");
  };

  it("every example of the READMEs compiles strictly, as ESM and as CommonJS", async () => {
    const files: string[] = [];
    for (const name of names) {
      const readme = await consumer.read(`node_modules/@watchtraderhub/${name}/README.md`);
      const examples = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
      expect(examples.length).toBeGreaterThanOrEqual(3);
      for (const [index, code] of examples.entries()) {
        files.push(`${name}-${index}.mts`, `${name}-${index}.cts`);
        await consumer.write(`${name}-${index}.mts`, code);
        await consumer.write(`${name}-${index}.cts`, asCommonJs(code));
      }
    }
    await expect(compile(files)).resolves.toBe("");
  });

  it("every example of the SDK's comments compiles strictly", async () => {
    const examples = await commentedExamples();
    const files = examples.map((_code, index) => `comment-${index}.mts`);
    for (const [index, code] of examples.entries()) await consumer.write(`comment-${index}.mts`, code);
    expect(examples.length).toBeGreaterThanOrEqual(20);
    await expect(compile(files)).resolves.toBe("");
  });

  it("wrong use does not compile", async () => {
    await consumer.write(
      "wrong.mts",
      `import { WatchTraderHub } from "@watchtraderhub/sdk";
import { constructEvent } from "@watchtraderhub/webhook-verifier";
new WatchTraderHub({ apiKey: "" }).listings.list({ colour: "black" });
constructEvent({ body: { id: 1 }, headers: {}, secrets: "" });
`,
    );
    await expect(compile(["wrong.mts"])).rejects.toThrow(
      /wrong\.mts\(3,[\s\S]*'colour'[\s\S]*wrong\.mts\(4,/,
    );
  });
});

describe.each(names)("the tarball of %s", (name) => {
  it("holds the build, the README and the licence, and nothing else", () => {
    const others = consumer.packed[name].filter((file) => !/^dist\/(esm|cjs)\/.+\.(js|d\.ts)$/.test(file));
    expect(others).toEqual(["LICENSE", "README.md", "dist/cjs/package.json", "package.json"]);
    expect(consumer.packed[name].filter((file) => /test/.test(file.replace("test-utilities", "")))).toEqual(
      [],
    );
  });

  it("refers to no private package", async () => {
    for (const file of consumer.packed[name].filter((entry) => entry.startsWith("dist/"))) {
      const content = await consumer.read(`node_modules/@watchtraderhub/${name}/${file}`);
      expect(content, file).not.toMatch(/from "@wth\/|require\("@wth\/|import\("@wth\//);
    }
  });

  it("depends on what it imports, with exact versions", async () => {
    const manifest: unknown = JSON.parse(
      await consumer.read(`node_modules/@watchtraderhub/${name}/package.json`),
    );
    const dependencies =
      name === "sdk" ? { "openapi-fetch": expect.stringMatching(/^\d+\.\d+\.\d+$/) } : undefined;
    expect(manifest).toMatchObject({ sideEffects: false, license: "MIT", engines: { node: ">=20" } });
    expect(Object.entries(Object(manifest)).find(([key]) => key === "dependencies")?.[1]).toEqual(
      dependencies,
    );
  });
});
