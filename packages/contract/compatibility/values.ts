import type { Json, JsonObject } from "../codegen/json.ts";
import { type Comparison, report, type SchemaPair } from "./comparison.ts";
import { canonical } from "./flatten.ts";

/** Compares `type`. Returns whether the rest of the schemas can be compared. */
export function compareTypes(comparison: Comparison, { before, after, where }: SchemaPair): boolean {
  const old = typesOf(before);
  const now = typesOf(after);
  if (comparison.position === "request") {
    if (now === null || old?.every((type) => includesType(now, type)) === true) return true;
    report(comparison, "tightened", where, `takes ${describe(now)} and no longer ${describe(old)}`);
    return false;
  }
  if (old === null || now?.every((type) => includesType(old, type)) === true) return true;
  const added = now?.filter((type) => !includesType(old, type));
  if (added?.join() === "null") {
    report(comparison, "unreliable", where, "can be null now");
    return true;
  }
  report(comparison, "widened", where, `is ${describe(now)} and no longer ${describe(old)}`);
  return false;
}

function typesOf({ type }: JsonObject): string[] | null {
  if (type === undefined) return null;
  return (Array.isArray(type) ? type : [type]).map(String);
}

function includesType(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

function describe(types: readonly string[] | null): string {
  return types === null ? "anything" : types.join(" or ");
}

/** Compares the values that are listed: `enum`, `const`, and `default`. */
export function compareValues(comparison: Comparison, { before, after, where }: SchemaPair): void {
  const old = listedValues(before);
  const now = listedValues(after);
  const gone = old?.filter((value) => now !== null && !now.includes(value)) ?? [];
  const added = now?.filter((value) => old !== null && !old.includes(value)) ?? [];
  if (comparison.position === "request") {
    if (gone.length > 0) report(comparison, "tightened", where, `no longer takes ${gone.join(", ")}`);
    if (old === null && now !== null)
      report(comparison, "tightened", where, `takes only ${now.join(", ")} now`);
  } else {
    if (gone.length > 0) report(comparison, "repurposed", where, `is never ${gone.join(" or ")} any more`);
    if (added.length > 0 && before["x-extensible"] !== true)
      report(comparison, "widened", where, `can be ${added.join(" or ")} now`);
    if (old !== null && now === null) report(comparison, "widened", where, "can have any value now");
  }
  if (before.default !== undefined && canonical(before.default) !== canonical(after.default)) {
    const now = after.default === undefined ? "none" : show(after.default);
    report(comparison, "repurposed", where, `had the default ${show(before.default)} and now has ${now}`);
  }
}

function listedValues(schema: JsonObject): string[] | null {
  if (schema.const !== undefined) return [show(schema.const)];
  return Array.isArray(schema.enum) ? schema.enum.map(show) : null;
}

function show(value: Json): string {
  return `\`${typeof value === "string" ? value : canonical(value)}\``;
}

/** Lower and upper bounds: the keyword, and what it is when it is absent. */
const lowerBounds = [
  ["minLength", 0],
  ["minItems", 0],
  ["minProperties", 0],
  ["minimum", Number.NEGATIVE_INFINITY],
  ["exclusiveMinimum", Number.NEGATIVE_INFINITY],
] as const;
const upperBounds = ["maxLength", "maxItems", "maxProperties", "maximum", "exclusiveMaximum"] as const;

/**
 * Compares what limits values: bounds, `pattern`, `format`. The form of what is sent must stay (the page: "any header
 * format"); a bound of what is sent is information, and may move with what is accepted.
 */
export function compareConstraints(comparison: Comparison, pair: SchemaPair): void {
  compareForms(comparison, pair);
  if (comparison.position !== "request") return;
  const { before, after, where } = pair;
  for (const [keyword, absent] of lowerBounds) {
    const bound = numberAt(after, keyword, absent);
    if (bound > numberAt(before, keyword, absent))
      report(comparison, "tightened", where, `has a \`${keyword}\` of ${bound} now`);
  }
  for (const keyword of upperBounds) {
    const bound = numberAt(after, keyword, Number.POSITIVE_INFINITY);
    if (bound < numberAt(before, keyword, Number.POSITIVE_INFINITY))
      report(comparison, "tightened", where, `has a \`${keyword}\` of ${bound} now`);
  }
  if (after.uniqueItems === true && before.uniqueItems !== true)
    report(comparison, "tightened", where, "refuses equal items now");
  const step = after.multipleOf;
  if (typeof step === "number" && numberAt(before, "multipleOf", Number.NaN) % step !== 0)
    report(comparison, "tightened", where, `takes only multiples of ${step} now`);
}

function compareForms(comparison: Comparison, { before, after, where }: SchemaPair): void {
  const isRequest = comparison.position === "request";
  for (const keyword of ["pattern", "format"] as const) {
    const old = before[keyword];
    const now = after[keyword];
    // A form that is new for what we send only says more about it; one that is gone accepts more.
    if (old === now || (isRequest ? now : old) === undefined) continue;
    const what = `has ${describeForm(keyword, now)}, and before ${describeForm(keyword, old)}`;
    report(comparison, isRequest ? "tightened" : "widened", where, what);
  }
}

function describeForm(keyword: string, value: Json | undefined): string {
  return value === undefined ? `no ${keyword}` : `the ${keyword} ${show(value)}`;
}

function numberAt(schema: JsonObject, keyword: string, absent: number): number {
  const value = schema[keyword];
  return typeof value === "number" ? value : absent;
}
