import { type Operation, operationsOf, parametersOf, resolved } from "../codegen/emit-operations.ts";
import { isObject, type Json, type JsonObject } from "../codegen/json.ts";
import { compareAccess } from "./access.ts";
import { type Comparison, compareMarkers, report } from "./comparison.ts";
import type { Findings } from "./finding.ts";
import { compareContent, compareHeaders, compareParameters } from "./messages.ts";

/** Two documents, and where what is found in them goes. */
export interface Documents {
  readonly findings: Findings;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** Compares the endpoints: what they take, what they answer, who may call them and what a call costs. */
export function compareOperations(documents: Documents): void {
  const after = operationsOf(documents.after);
  for (const operation of operationsOf(documents.before)) {
    const name = nameOf(operation);
    const successor = after.find((each) => nameOf(each) === name);
    if (successor !== undefined) {
      compareOperation(documents, operation, successor, name);
      continue;
    }
    const moved = after.find((each) => each.operation.operationId === operation.operation.operationId);
    if (moved === undefined)
      documents.findings.add({ rule: "removed", where: name, what: "was removed" }, null);
    else documents.findings.add({ rule: "renamed", where: name, what: `is ${nameOf(moved)} now` }, null);
  }
}

function nameOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

function compareOperation(documents: Documents, before: Operation, after: Operation, name: string): void {
  const request: Comparison = { ...documents, usage: name, position: "request", seen: new Set() };
  compareMarkers(request, { before: before.operation, after: after.operation, where: name });
  compareAccess(request, before, after);
  compareParameters(
    request,
    parametersOf(documents.before, before),
    parametersOf(documents.after, after),
    name,
  );
  compareRequestBodies(request, before.operation.requestBody, after.operation.requestBody, name);
  compareResponses(documents, before.operation, after.operation, name);
}

function compareRequestBodies(
  comparison: Comparison,
  before: Json | undefined,
  after: Json | undefined,
  name: string,
): void {
  const old = isObject(before) ? resolved(comparison.before, before) : null;
  const now = isObject(after) ? resolved(comparison.after, after) : null;
  const where = `the body of ${name}`;
  if (now?.required === true && old?.required !== true)
    report(comparison, "tightened", where, "is required now");
  if (old === null) return;
  if (now === null) report(comparison, "removed", where, "was removed");
  else compareContent(comparison, old.content, now.content, where);
}

/**
 * Compares answers. A success that is gone or new changes what callers have to handle; an error's status may come and
 * go, since the codes tell (the changelog page: a new code breaks nothing).
 */
function compareResponses(documents: Documents, before: JsonObject, after: JsonObject, name: string): void {
  const old = responsesOf(documents.before, before);
  const now = responsesOf(documents.after, after);
  for (const [status, response] of old) {
    const usage = `${name} ${status}`;
    const comparison: Comparison = { ...documents, usage, position: "response", seen: new Set() };
    const successor = now.get(status);
    if (successor === undefined) {
      if (isSuccess(status)) report(comparison, "removed", usage, "is never answered any more");
      continue;
    }
    compareMarkers(comparison, { before: response, after: successor, where: usage });
    compareHeaders(comparison, response.headers, successor.headers, usage);
    compareContent(comparison, response.content, successor.content, `the body of ${usage}`);
  }
  for (const status of now.keys()) {
    const comparison: Comparison = { ...documents, usage: name, position: "response", seen: new Set() };
    if (isSuccess(status) && !old.has(status))
      report(comparison, "widened", name, `can answer ${status} now`);
  }
}

/** The responses of an operation by status, with references to components resolved. */
export function responsesOf(document: JsonObject, operation: JsonObject): Map<string, JsonObject> {
  const responses = isObject(operation.responses) ? operation.responses : {};
  return new Map(
    Object.entries(responses).flatMap(([status, response]) =>
      isObject(response) ? [[status, resolved(document, response)] as const] : [],
    ),
  );
}

function isSuccess(status: string): boolean {
  return /^[23]/.test(status);
}
