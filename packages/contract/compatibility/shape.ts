import { isObject, type Json, type JsonObject } from "../codegen/json.ts";
import { type Comparison, report, type SchemaPair } from "./comparison.ts";
import { canonical, flatten } from "./flatten.ts";
import { compareSchemas } from "./schemas.ts";

/** Compares what schemas are made of: fields, other fields, items and alternatives. */
export function compareShape(comparison: Comparison, pair: SchemaPair): void {
  const { before, after, where } = pair;
  compareFields(comparison, pair);
  compareFurtherFields(comparison, pair);
  if (before.items !== undefined || after.items !== undefined)
    compareSchemas(comparison, before.items, after.items, `${where}[]`);
  if (before.propertyNames !== undefined || after.propertyNames !== undefined)
    compareSchemas(comparison, before.propertyNames, after.propertyNames, `each field name of ${where}`);
  for (const keyword of ["anyOf", "oneOf"] as const) {
    compareAlternatives(comparison, before[keyword], after[keyword], pair);
  }
}

function compareFields(comparison: Comparison, { before, after, where }: SchemaPair): void {
  const old = fieldsOf(before);
  const now = fieldsOf(after);
  const added = new Set(Object.keys(now).filter((name) => old[name] === undefined));
  for (const [name, schema] of Object.entries(old)) {
    const place = `${where}.${name}`;
    const successor = now[name];
    if (successor !== undefined) {
      compareSchemas(comparison, schema, successor, place);
      comparePresence(comparison, { before, after, where: place }, name);
      continue;
    }
    const heir = [...added].find((each) => sameSchema(comparison, schema, now[each]));
    if (heir === undefined) report(comparison, "removed", place, "was removed");
    else {
      added.delete(heir);
      report(comparison, "renamed", place, `is gone, and \`${heir}\` is there instead`);
    }
  }
  for (const name of added) comparePresence(comparison, { before, after, where: `${where}.${name}` }, name);
}

/** Compares whether a field has to be sent (request), or is always there (response). */
function comparePresence(comparison: Comparison, { before, after, where }: SchemaPair, name: string): void {
  const was = requiredOf(before).includes(name);
  const is = requiredOf(after).includes(name);
  if (comparison.position === "request" && is && !was)
    report(comparison, "tightened", where, "is required now");
  if (comparison.position === "response" && was && !is)
    report(comparison, "unreliable", where, "can be absent now");
}

function fieldsOf({ properties }: JsonObject): JsonObject {
  return isObject(properties) ? properties : {};
}

function requiredOf({ required }: JsonObject): Json[] {
  return Array.isArray(required) ? required : [];
}

function sameSchema({ before, after }: Comparison, old: Json, now: Json | undefined): boolean {
  return canonical(flatten(before, old).schema) === canonical(flatten(after, now).schema);
}

/** Compares what is said about fields that are not named: `additionalProperties`, or its younger sibling. */
function compareFurtherFields(comparison: Comparison, { before, after, where }: SchemaPair): void {
  const old = furtherFields(before);
  const now = furtherFields(after);
  const place = `${where}.*`;
  if (isObject(old) && isObject(now)) {
    compareSchemas(comparison, old, now, place);
  } else if (comparison.position === "request") {
    if (now === false && old !== false) report(comparison, "tightened", where, "refuses unknown fields now");
    if (isObject(now) && old === true) report(comparison, "tightened", place, "is restricted now");
  } else if (isObject(old) && now === true) {
    report(comparison, "widened", place, "can be anything now");
  }
}

function furtherFields(schema: JsonObject): JsonObject | boolean {
  const value = schema.additionalProperties ?? schema.unevaluatedProperties;
  return isObject(value) ? value : value !== false;
}

/**
 * Compares alternatives: those that refer to the same component, or say the same, belong together, and of the others
 * those in the same order if there are as many.
 */
function compareAlternatives(
  comparison: Comparison,
  before: Json | undefined,
  after: Json | undefined,
  pair: SchemaPair,
): void {
  const old = Array.isArray(before) ? before : null;
  const now = Array.isArray(after) ? after : null;
  if (old === null && now === null) return;
  const isRequest = comparison.position === "request";
  if (old === null || now === null) {
    if (old === null && isRequest)
      report(comparison, "tightened", pair.where, "must fit one of alternatives now");
    if (now === null && !isRequest) report(comparison, "widened", pair.where, "can be something else now");
    return;
  }
  const counterpart = new Map(now.map((branch) => [branchKey(branch), branch]));
  const unmatched = old.filter((branch) => !counterpart.has(branchKey(branch)));
  const oldKeys = new Set(old.map(branchKey));
  const added = now.filter((branch) => !oldKeys.has(branchKey(branch)));
  for (const branch of old) {
    const same = counterpart.get(branchKey(branch));
    if (same !== undefined) compareSchemas(comparison, branch, same, pair.where);
  }
  if (unmatched.length === added.length) {
    for (const [index, branch] of unmatched.entries())
      compareSchemas(comparison, branch, added[index], pair.where);
    return;
  }
  const isExtensible = pair.before["x-extensible"] === true;
  if (unmatched.length > 0)
    report(comparison, isRequest ? "tightened" : "removed", pair.where, lost(unmatched));
  if (added.length > 0 && !isRequest && !isExtensible)
    report(comparison, "widened", pair.where, `can be ${added.map(branchName).join(" or ")} now`);
}

function branchKey(branch: Json): string {
  return isObject(branch) && typeof branch.$ref === "string" ? branch.$ref : canonical(branch);
}

function branchName(branch: Json): string {
  return `\`${branchKey(branch).replace("#/components/schemas/", "")}\``;
}

function lost(branches: readonly Json[]): string {
  return `can no longer be ${branches.map(branchName).join(" or ")}`;
}
