import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { validate } from "@readme/openapi-parser";
import { Validator } from "@seriousme/openapi-schema-validator";
import { compilers } from "@wth/packaging";
import { startTestServer, type TestServer } from "@wth/server/test/server.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { servedDocument } from "./served.ts";

// Gives the OpenAPI document, as it is served, to the tools of others: none may complain, not even with a warning.

const TOOL_MS = 60_000;

let server: TestServer;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "wth-interop-"));
  server = await startTestServer();
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** What a validator has against a document. */
type Complaints = (document: Record<string, unknown>) => Promise<unknown[]>;

const validators: readonly [string, Complaints][] = [
  [
    "the schema of the OpenAPI Initiative",
    async (document) => {
      const { valid, errors = [] } = await new Validator().validate(document);
      return valid ? [] : [errors].flat();
    },
  ],
  [
    "@readme/openapi-parser",
    async (document) => {
      const file = path.join(folder, "document.json");
      await writeFile(file, JSON.stringify(document));
      const result = await validate(file);
      return [...(result.valid ? [] : result.errors), ...result.warnings];
    },
  ],
];

describe.each(validators)("%s", (_name, complaintsOf) => {
  it("has nothing against the document", async () => {
    await expect(complaintsOf(await servedDocument(server))).resolves.toEqual([]);
  });

  it("would say if it had", async () => {
    const document = await servedDocument(server);
    const broken = { ...document, info: { title: "No version" } };
    await expect(complaintsOf(broken)).resolves.not.toEqual([]);
  });
});

interface Outcome {
  code: unknown;
  output: string;
  errors: string;
}

/** Runs a program of an installed package in the temporary folder. */
async function run(program: string, ...args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NO_COLOR: "1", CI: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, output, errors };
}

const installed = (file: string) => path.join(import.meta.dirname, "../node_modules", file);

/** The tools write what they have to say to stderr; those that also warn on stdout use these words. */
function expectQuiet({ code, output, errors }: Outcome): void {
  expect(errors).toBe("");
  expect(output).not.toMatch(/warn|error|deprecat|unsupported|skipp/i);
  expect(code).toBe(0);
}

/** What the strictest users compile with. */
const strict = {
  strict: true,
  noUncheckedIndexedAccess: true,
  module: "preserve",
  moduleResolution: "bundler",
  target: "es2022",
  lib: ["es2023", "dom", "dom.iterable"],
  types: [],
  noEmit: true,
};

describe.each([
  [
    "openapi-typescript",
    (url: string) => run(installed("openapi-typescript/bin/cli.js"), url, "-o", "types/api.ts"),
  ],
  [
    "@hey-api/openapi-ts",
    (url: string) =>
      run(
        installed("@hey-api/openapi-ts/bin/run.js"),
        "-i",
        url,
        "-o",
        "client",
        "-c",
        "@hey-api/client-fetch",
      ),
  ],
])("%s", (name, generate) => {
  it("reads the document without a warning, and what it makes of it compiles", {
    timeout: TOOL_MS,
  }, async () => {
    const outcome = await generate(`${server.baseUrl}/openapi.json`);
    expectQuiet(outcome);
    const include = [name === "openapi-typescript" ? "types" : "client"];
    for (const [compiler, program] of Object.entries(compilers)) {
      await writeFile(
        path.join(folder, "tsconfig.json"),
        JSON.stringify({ compilerOptions: strict, include }),
      );
      const { code, output } = await run(program, "-p", ".");
      expect([code, output], compiler).toEqual([0, ""]);
    }
  });
});

describe("openapi-to-postmanv2", () => {
  it("reads the document without a warning", { timeout: TOOL_MS }, async () => {
    await writeFile(path.join(folder, "openapi.json"), JSON.stringify(await servedDocument(server)));
    const program = installed("openapi-to-postmanv2/bin/openapi2postmanv2.js");
    expectQuiet(await run(program, "-s", "openapi.json", "-o", "collection.json"));
  });
});
