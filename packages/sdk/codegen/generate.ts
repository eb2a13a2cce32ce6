import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { errorCatalogue } from "@wth/contract";

/**
 * Copies what the published package needs from the private contract: its types as they are, and of the error catalogue
 * only code → type, since the texts arrive with every error.
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

const stale: string[] = [];
for (const [name, wanted] of [
  ["openapi.ts", await renderOpenapi()],
  ["errors.ts", renderErrors()],
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
