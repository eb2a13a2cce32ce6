import { bundleSpec } from "./bundle.ts";
import { readCatalogue } from "./catalogue.ts";
import { emitErrors } from "./emit-errors.ts";
import { emitEvents } from "./emit-events.ts";
import { emitOperations } from "./emit-operations.ts";
import { emitTypes } from "./emit-types.ts";

/** Everything this package generates: file name → content. The same sources always give the same bytes. */
export async function generateFiles(): Promise<Map<string, string>> {
  const catalogue = await readCatalogue();
  const document = await bundleSpec(catalogue);
  return new Map([
    ["errors.ts", emitErrors(catalogue)],
    ["events.ts", emitEvents(document)],
    ["openapi.json", `${JSON.stringify(document, null, 2)}\n`],
    ["openapi.ts", await emitTypes(document)],
    ["operations.ts", emitOperations(document)],
  ]);
}
