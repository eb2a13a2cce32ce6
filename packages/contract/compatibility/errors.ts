import { isObject } from "../codegen/json.ts";
import { type Comparison, report, type SchemaPair } from "./comparison.ts";

/**
 * Compares the error catalogue, which the bundle carries as `x-errors` on the schema of the codes. A code keeps its
 * status and its type; new codes break nothing (the changelog page).
 */
export function compareErrorCodes(comparison: Comparison, { before, after }: SchemaPair): void {
  const old = isObject(before["x-errors"]) ? before["x-errors"] : {};
  const now = isObject(after["x-errors"]) ? after["x-errors"] : {};
  for (const [code, entry] of Object.entries(old)) {
    const where = `error code ${code}`;
    const successor = now[code];
    if (!isObject(entry)) continue;
    if (!isObject(successor)) {
      report(comparison, "removed", where, "was removed");
      continue;
    }
    for (const field of ["status", "type"] as const) {
      if (entry[field] !== successor[field]) {
        const what = `has the ${field} ${String(successor[field])} and no longer ${String(entry[field])}`;
        report(comparison, "repurposed", where, what);
      }
    }
  }
}
