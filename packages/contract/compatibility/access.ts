import type { Operation } from "../codegen/emit-operations.ts";
import { isObject, type Json, type JsonObject } from "../codegen/json.ts";
import { type Comparison, compareMarkers, report } from "./comparison.ts";
import { canonical } from "./flatten.ts";

/** Compares where an operation is, who may call it, how large a call may be, and what it costs. */
export function compareAccess(comparison: Comparison, before: Operation, after: Operation): void {
  const where = comparison.usage;
  compareServers(comparison, before, after);
  compareSecurity(comparison, before.operation, after.operation);
  const cost = numberAt(after.operation, "x-rate-limit-cost", 1);
  if (cost > numberAt(before.operation, "x-rate-limit-cost", 1))
    report(comparison, "costlier", where, `costs ${cost} tokens of the rate limit now`);
  const limit = bodyLimit(comparison.after, after);
  if (limit < bodyLimit(comparison.before, before))
    report(comparison, "tightened", `the body of ${where}`, `is limited to ${limit} bytes now`);
}

function compareServers(comparison: Comparison, before: Operation, after: Operation): void {
  const now = serversOf(comparison.after, after);
  for (const url of serversOf(comparison.before, before)) {
    if (!now.includes(url)) report(comparison, "removed", comparison.usage, `is no longer served at ${url}`);
  }
}

function serversOf(document: JsonObject, { operation, pathItem }: Operation): string[] {
  const servers = operation.servers ?? pathItem.servers ?? document.servers;
  return (Array.isArray(servers) ? servers : []).flatMap((server) =>
    isObject(server) && typeof server.url === "string" ? [server.url] : [],
  );
}

function compareSecurity(comparison: Comparison, before: JsonObject, after: JsonObject): void {
  const old = requirements(before.security ?? comparison.before.security);
  const now = requirements(after.security ?? comparison.after.security);
  const isOpen = now.length === 0 || now.includes("{}");
  const accepted = old.length === 0 ? isOpen : old.every((each) => isOpen || now.includes(each));
  if (!accepted) report(comparison, "locked", comparison.usage, "asks for another authentication");
  if (!isOpen) compareSchemes(comparison);
}

function requirements(security: Json | undefined): string[] {
  return (Array.isArray(security) ? security : []).map(canonical);
}

/** What of a security scheme only explains. */
const explanations = new Set(["description", "bearerFormat", "x-semantics"]);

function compareSchemes(comparison: Comparison): void {
  const now = schemesOf(comparison.after);
  for (const [name, scheme] of Object.entries(schemesOf(comparison.before))) {
    const successor = now[name];
    if (!isObject(scheme) || !isObject(successor)) continue; // what an operation asks for has been compared
    const where = `authentication ${name}`;
    compareMarkers(comparison, { before: scheme, after: successor, where });
    if (schemeText(scheme) !== schemeText(successor))
      report(comparison, "locked", where, `is ${schemeText(successor)} and no longer ${schemeText(scheme)}`);
  }
}

function schemesOf({ components }: JsonObject): JsonObject {
  return isObject(components) && isObject(components.securitySchemes) ? components.securitySchemes : {};
}

function schemeText(scheme: JsonObject): string {
  return canonical(Object.fromEntries(Object.entries(scheme).filter(([key]) => !explanations.has(key))));
}

function bodyLimit(document: JsonObject, { operation }: Operation): number {
  const key = "x-body-limit-bytes";
  return numberAt(operation, key, numberAt(document, key, Number.POSITIVE_INFINITY));
}

function numberAt(object: JsonObject, key: string, absent: number): number {
  const value = object[key];
  return typeof value === "number" ? value : absent;
}
