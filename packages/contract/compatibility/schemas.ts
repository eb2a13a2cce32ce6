import { isObject, type Json } from "../codegen/json.ts";
import { type Comparison, compareMarkers, report, type SchemaPair } from "./comparison.ts";
import { compareErrorCodes } from "./errors.ts";
import { canonical, flatten, isAnnotation } from "./flatten.ts";
import { compareShape } from "./shape.ts";
import { compareConstraints, compareTypes, compareValues } from "./values.ts";

/** Keywords that the functions below compare; any other that differs is a finding, so that nothing slips through. */
const judged = new Set([
  "$ref",
  "additionalProperties",
  "anyOf",
  "const",
  "default",
  "enum",
  "exclusiveMaximum",
  "exclusiveMinimum",
  "format",
  "items",
  "maxItems",
  "maxLength",
  "maxProperties",
  "maximum",
  "minItems",
  "minLength",
  "minProperties",
  "minimum",
  "multipleOf",
  "oneOf",
  "pattern",
  "properties",
  "propertyNames",
  "required",
  "type",
  "unevaluatedProperties",
  "uniqueItems",
  "x-errors",
  "x-extensible",
  "x-semantics",
]);

/**
 * Compares what a schema allowed with what it allows now. In a request the new one must accept all that the old one
 * accepted; in a response it must promise no less than the old one promised. Further fields in a response, and
 * further values where the schema is marked `x-extensible`, are announced as possible and so break nothing.
 *
 * @param where the name of the place, if the schemas are not components with names of their own.
 */
export function compareSchemas(
  comparison: Comparison,
  before: Json | undefined,
  after: Json | undefined,
  where: string,
): void {
  const old = flatten(comparison.before, before);
  const now = flatten(comparison.after, after);
  const isShared = old.component !== null && old.component === now.component;
  const place = isShared ? old.component : where;
  const key = `${place} ${old.component} ${now.component}`;
  if (old.component !== null && now.component !== null && comparison.seen.has(key)) return;
  comparison.seen.add(key);
  comparePair(comparison, { before: old.schema, after: now.schema, where: place });
}

function comparePair(comparison: Comparison, pair: SchemaPair): void {
  compareMarkers(comparison, pair);
  if (!compareTypes(comparison, pair)) return; // of another type, everything else is different too
  if (isObject(pair.before["x-errors"])) compareErrorCodes(comparison, pair);
  else compareValues(comparison, pair);
  compareConstraints(comparison, pair);
  compareShape(comparison, pair);
  for (const keyword of new Set([...Object.keys(pair.before), ...Object.keys(pair.after)])) {
    if (judged.has(keyword) || isAnnotation(keyword)) continue;
    if (canonical(pair.before[keyword]) !== canonical(pair.after[keyword])) {
      report(comparison, "unjudged", pair.where, `has another \`${keyword}\``);
    }
  }
}
