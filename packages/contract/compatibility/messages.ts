import { resolved } from "../codegen/emit-operations.ts";
import { isObject, type Json, type JsonObject } from "../codegen/json.ts";
import { type Comparison, compareMarkers, report, type SchemaPair } from "./comparison.ts";
import { canonical, isAnnotation } from "./flatten.ts";
import { compareSchemas } from "./schemas.ts";

/** What of a parameter or header is compared by name; anything else that differs cannot be judged. */
const judged = new Set(["in", "name", "required", "schema", "x-semantics"]);

/**
 * Compares parameters: those of an operation, which the client sends, or the headers of an event, which the server
 * sends.
 *
 * @param name the operation or event.
 */
export function compareParameters(
  comparison: Comparison,
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  name: string,
): void {
  const now = new Map(after.map((parameter) => [parameterKey(parameter), parameter]));
  for (const parameter of before) {
    const where = `${parameterName(parameter)} of ${name}`;
    const successor = now.get(parameterKey(parameter));
    now.delete(parameterKey(parameter));
    if (successor === undefined) report(comparison, "removed", where, "was removed");
    else compareParameter(comparison, { before: parameter, after: successor, where });
  }
  if (comparison.position === "response") return;
  for (const parameter of now.values()) {
    if (parameter.required === true)
      report(comparison, "tightened", `${parameterName(parameter)} of ${name}`, "is new, and required");
  }
}

/** Header names are compared without regard to case (RFC 9110, 5.1). */
function parameterKey({ in: place, name }: JsonObject): string {
  return `${String(place)} ${place === "header" ? String(name).toLowerCase() : String(name)}`;
}

function parameterName({ in: place, name }: JsonObject): string {
  return place === "query" ? `?${String(name)}` : `${String(place)} ${String(name)}`;
}

function compareParameter(comparison: Comparison, pair: SchemaPair): void {
  const { before, after, where } = pair;
  compareMarkers(comparison, pair);
  compareSchemas(comparison, before.schema, after.schema, where);
  if (comparison.position === "request" && after.required === true && before.required !== true)
    report(comparison, "tightened", where, "is required now");
  if (comparison.position === "response" && before.required === true && after.required !== true)
    report(comparison, "unreliable", where, "can be absent now");
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (judged.has(key) || isAnnotation(key) || canonical(before[key]) === canonical(after[key])) continue;
    report(comparison, "unjudged", where, `has another \`${key}\``);
  }
}

/** Compares the headers of a response. New ones break nothing. */
export function compareHeaders(
  comparison: Comparison,
  before: Json | undefined,
  after: Json | undefined,
  usage: string,
): void {
  compareParameters(
    comparison,
    headersOf(comparison.before, before),
    headersOf(comparison.after, after),
    usage,
  );
}

function headersOf(document: JsonObject, headers: Json | undefined): JsonObject[] {
  return Object.entries(isObject(headers) ? headers : {}).flatMap(([name, header]) =>
    isObject(header) ? [{ ...resolved(document, header), in: "header", name }] : [],
  );
}

/** Compares a body by media type. */
export function compareContent(
  comparison: Comparison,
  before: Json | undefined,
  after: Json | undefined,
  where: string,
): void {
  const now = isObject(after) ? after : {};
  for (const [mediaType, content] of Object.entries(isObject(before) ? before : {})) {
    const successor = now[mediaType];
    if (isObject(content) && isObject(successor))
      compareSchemas(comparison, content.schema, successor.schema, where);
    else report(comparison, "removed", where, `can no longer be ${mediaType}`);
  }
}
