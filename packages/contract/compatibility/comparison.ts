import type { JsonObject } from "../codegen/json.ts";
import type { Findings, RuleName } from "./finding.ts";

/** Who makes what a schema describes: the client (it may be accepted more) or the server (it may be sent less). */
export type Position = "request" | "response";

/** What is being compared, and where findings go. */
export interface Comparison {
  readonly findings: Findings;
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** The request, response or event that the compared schemas stand in. */
  readonly usage: string;
  readonly position: Position;
  /** Pairs of components that this usage has been through: ends recursion. */
  readonly seen: Set<string>;
}

/** Two flat schemas, or other objects of the document, at one place. */
export interface SchemaPair {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly where: string;
}

/** Adds a finding about the place. */
export function report(comparison: Comparison, rule: RuleName, where: string, what: string): void {
  comparison.findings.add({ rule, where, what }, comparison.usage);
}

/** Compares the `x-semantics` of two objects of any kind: what a shape cannot show, such as how a signature is made. */
export function compareMarkers(comparison: Comparison, { before, after, where }: SchemaPair): void {
  const old = before["x-semantics"];
  if (typeof old !== "string" || old === after["x-semantics"]) return;
  const now = after["x-semantics"];
  const what = typeof now === "string" ? `is \`${now}\` and no longer \`${old}\`` : `is no longer \`${old}\``;
  report(comparison, "repurposed", where, what);
}
