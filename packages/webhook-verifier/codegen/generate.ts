import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { extractSchemas } from "./extract-schemas.ts";

const contract = new URL("../../contract/src/generated/", import.meta.url);
const target = fileURLToPath(new URL("../src/generated/events.ts", import.meta.url));

/** The contract's events without its private package: what `.d.ts` files of a published package may refer to. */
async function render(): Promise<string> {
  const openapiTypes = await readFile(new URL("openapi.ts", contract), "utf8");
  const events = (await readFile(new URL("events.ts", contract), "utf8"))
    .replace(/^\/\/.*\n/, "")
    .replace(/^import .*\n/m, "")
    .trim();
  const schemas = extractSchemas(openapiTypes, events).join("\n");
  const helper = schemas.includes("WithRequired<")
    ? /^type WithRequired<[\s\S]*?;\n/m.exec(openapiTypes)
    : null;
  return `// Generated from the events of packages/contract by codegen/generate.ts: do not edit. Run \`npm run generate\`.
${helper ? `\n${helper[0]}` : ""}
/** The schemas of the events. */
export interface components {
    schemas: {
${schemas}
    };
}

${events}
`;
}

const wanted = await render();
const present = await readFile(target, "utf8").catch(() => undefined);
if (process.argv.includes("--check")) {
  if (present !== wanted) {
    console.error(
      "packages/webhook-verifier/src/generated/events.ts is stale: run `npm run generate` and commit it.",
    );
    process.exitCode = 1;
  }
} else if (present !== wanted) {
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, wanted);
}
