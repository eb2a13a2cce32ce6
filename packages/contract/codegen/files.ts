import { bundleSpec } from "./bundle.ts";
import { readCatalogue, readWholeCatalogue } from "./catalogue.ts";
import { emitErrors } from "./emit-errors.ts";
import { emitEvents } from "./emit-events.ts";
import { emitDashboardOperations, emitOperations } from "./emit-operations.ts";
import { emitTypes } from "./emit-types.ts";
import type { JsonObject } from "./json.ts";
import { specFolder } from "./locations.ts";
import { emitPostman } from "./postman/collection.ts";

/** Everything this package generates: file name → content. The same sources always give the same bytes. */
export async function generateFiles(): Promise<Map<string, string>> {
  const whole = await readWholeCatalogue();
  const document = await bundleSpec(await readCatalogue());
  const dashboard = await bundleSpec(whole, specFolder, "dashboard.yaml");
  return new Map([
    ["errors.ts", emitErrors(whole)],
    ["events.ts", emitEvents(document)],
    ["openapi.json", textOf(document)],
    ["openapi.ts", await emitTypes(document)],
    ["operations.ts", emitOperations(document)],
    ["postman.json", textOf(await emitPostman(document))],
    ["dashboard.json", textOf(dashboard)],
    ["dashboard.ts", await emitTypes(dashboard)],
    ["dashboard-operations.ts", emitDashboardOperations(dashboard)],
  ]);
}

function textOf(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
