import type { Contract } from "../http/contract.ts";
import { childOf, type Place } from "../http/document.ts";
import { jsonPath } from "../http/json-path.ts";
import { componentName } from "./rewrite.ts";
import type { Edit } from "./version-change.ts";

/**
 * The name of a field before a version's edits: `buyer.name` becomes `buyer.full_name`.
 *
 * @param body where the schema is that the name starts at.
 * @param name a JSON path, as errors give it in `param`.
 */
export function oldName(
  contract: Contract,
  body: Place,
  edits: ReadonlyMap<string, readonly Edit[]>,
  name: string,
): string {
  const steps = name.split(/[.[\]]+/).filter((step) => step !== "");
  let place: Place | null = body;
  const renamed = steps.map((step) => {
    const previous = place === null ? step : before(place, edits, step);
    place = place === null ? null : inside(contract, place, step);
    return previous;
  });
  return jsonPath(renamed.map((step) => `/${step}`).join(""));
}

function before(place: Place, edits: ReadonlyMap<string, readonly Edit[]>, field: string): string {
  const list = edits.get(componentName(place) ?? "") ?? [];
  return list.find(({ renamed }) => renamed?.[1] === field)?.renamed?.[0] ?? field;
}

/** The schema of a field or an item. */
function inside(contract: Contract, place: Place, step: string): Place | null {
  if (/^\d+$/.test(step)) return childOf(contract.document, place, "items");
  const properties = childOf(contract.document, place, "properties");
  return properties === null ? null : childOf(contract.document, properties, step);
}
