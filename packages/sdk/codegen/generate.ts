import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { errorCatalogue, type JsonSchema, openapiDocument } from "@wth/contract";
import { renderSamples } from "./render-samples.ts";

/**
 * Copies what the published package needs from the private contract: its types as they are, of the error catalogue only
 * the codes, since the rest arrives with every error, the limits that the client keeps to by itself, and for the mock
 * the examples.
 */
const contract = new URL("../../contract/src/generated/", import.meta.url);
const target = new URL("../src/generated/", import.meta.url);
const header = (source: string) =>
  `// Generated from ${source} by packages/sdk/codegen/generate.ts: do not edit. Run \`npm run generate\`.\n`;

async function renderOpenapi(): Promise<string> {
  const types = await readFile(new URL("openapi.ts", contract), "utf8");
  return header("packages/contract/src/generated/openapi.ts") + types.replace(/^\/\/.*\n/, "");
}

function renderErrors(): string {
  const codes = Object.keys(errorCatalogue);
  const types = [...new Set(Object.values(errorCatalogue).map(({ type }) => type))];
  return `${header("the error catalogue of packages/contract")}
/** The code of an error of the API. */
export type ErrorCode =${codes.map((code) => `\n  | "${code}"`).join("")};

const codes = "${codes.join(" ")}";

/** Whether this release knows a code. */
export function isErrorCode(code: string): code is ErrorCode {
  return codes.split(" ").includes(code);
}

/** The type of an error of the API: one class of this package each. */
export type ErrorType = ${types.map((type) => `"${type}"`).join(" | ")};
`;
}

function renderLimits(): string {
  const { parameters, schemas } = openapiDocument.components;
  const largestPage = numberAt(parameters.Limit?.schema, "maximum");
  const maxBulkCustomers = numberAt(schemas.CustomerBulkUpsert, "properties", "customers", "maxItems");
  return `${header("the contract of packages/contract")}
/** The most items that a page of a list has. */
export const LARGEST_PAGE = ${largestPage};

/** The most clients that one bulk upsert takes. */
export const MAX_BULK_CUSTOMERS = ${maxBulkCustomers};
`;
}

/** A number somewhere in a schema of the contract. */
function numberAt(schema: JsonSchema | undefined, ...path: string[]): number {
  const found = path.reduce<unknown>((value, key) => Object(value)[key], schema);
  if (typeof found === "number") return found;
  throw new Error(`The contract has no number at ${path.join(".")}: bring packages/sdk/codegen up to it.`);
}

async function renderVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  return `${header("packages/sdk/package.json")}
/** The version of this package, sent as part of \`User-Agent\`. */
export const VERSION = "${Object(manifest).version}";
`;
}

const stale: string[] = [];
for (const [name, wanted] of [
  ["openapi.ts", await renderOpenapi()],
  ["errors.ts", renderErrors()],
  ["limits.ts", renderLimits()],
  ["version.ts", await renderVersion()],
  ["samples.ts", header("the contract of packages/contract") + renderSamples()],
] as const) {
  const file = new URL(name, target);
  if ((await readFile(file, "utf8").catch(() => undefined)) === wanted) continue;
  stale.push(fileURLToPath(file));
  if (process.argv.includes("--check")) continue;
  await mkdir(target, { recursive: true });
  await writeFile(file, wanted);
}
if (process.argv.includes("--check") && stale.length > 0) {
  console.error(`Stale, run \`npm run generate\` and commit the result:\n${stale.join("\n")}`);
  process.exitCode = 1;
}
