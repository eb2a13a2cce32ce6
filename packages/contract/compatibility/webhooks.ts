import { parametersOf, resolved } from "../codegen/emit-operations.ts";
import { isObject, type JsonObject } from "../codegen/json.ts";
import { type Comparison, compareMarkers, report } from "./comparison.ts";
import { compareContent, compareParameters } from "./messages.ts";
import { type Documents, responsesOf } from "./operations.ts";

/**
 * Compares the events. Here the server makes the request: its headers and body are promises, like a response's; and
 * what the receiver may answer is what is accepted. New event types break nothing (the changelog page).
 */
export function compareWebhooks(documents: Documents): void {
  const now = webhooksOf(documents.after);
  for (const [type, pathItem] of webhooksOf(documents.before)) {
    const usage = `event ${type}`;
    const successor = now.get(type);
    if (successor === undefined)
      documents.findings.add({ rule: "removed", where: usage, what: "was removed" }, null);
    else compareWebhook({ ...documents, usage, position: "response", seen: new Set() }, pathItem, successor);
  }
}

function compareWebhook(comparison: Comparison, oldItem: JsonObject, newItem: JsonObject): void {
  const { before, after, usage } = comparison;
  const old = oldItem.post;
  const now = newItem.post;
  if (!isObject(old) || !isObject(now)) return;
  compareMarkers(comparison, { before: old, after: now, where: usage });
  compareParameters(
    comparison,
    parametersOf(before, { path: "", method: "post", pathItem: oldItem, operation: old }),
    parametersOf(after, { path: "", method: "post", pathItem: newItem, operation: now }),
    usage,
  );
  const oldBody = isObject(old.requestBody) ? resolved(before, old.requestBody) : {};
  const newBody = isObject(now.requestBody) ? resolved(after, now.requestBody) : {};
  compareContent(comparison, oldBody.content, newBody.content, `the data of ${usage}`);
  const answers = responsesOf(after, now);
  for (const [status, response] of responsesOf(before, old)) {
    const successor = answers.get(status);
    const where = `the answer ${status} to ${usage}`;
    if (successor === undefined) report(comparison, "repurposed", where, "has no meaning any more");
    else compareMarkers(comparison, { before: response, after: successor, where });
  }
}

function webhooksOf({ webhooks }: JsonObject): Map<string, JsonObject> {
  return new Map(
    Object.entries(isObject(webhooks) ? webhooks : {}).flatMap(([type, item]) =>
      isObject(item) ? [[type, item] as const] : [],
    ),
  );
}
