import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { errorCatalogue, type JsonSchema, openapiDocument } from "@wth/contract";

/**
 * Copies what the published package needs from the private contract: its types as they are, of the error catalogue only
 * code → type, since the texts arrive with every error, and the limits that the client keeps to by itself.
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
  const entries = Object.entries(errorCatalogue).map(([code, { type }]) => `  ${code}: "${type}",\n`);
  return `${header("the error catalogue of packages/contract")}
/** Every error code of the API and the type it belongs to. */
export const errorTypeByCode = {
${entries.join("")}} as const;

/** The code of an error of the API. */
export type ErrorCode = keyof typeof errorTypeByCode;

/** The type of an error of the API: one class of this package each. */
export type ErrorType = (typeof errorTypeByCode)[ErrorCode];
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

const stale: string[] = [];
for (const [name, wanted] of [
  ["openapi.ts", await renderOpenapi()],
  ["errors.ts", renderErrors()],
  ["limits.ts", renderLimits()],
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
