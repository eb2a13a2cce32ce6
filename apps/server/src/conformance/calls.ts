import { randomUUID } from "node:crypto";
import { type OperationId, operations } from "@wth/contract";
import { isRecord, placeAt } from "../http/document.ts";
import type { TestDealer } from "../test/dealer.ts";

/** A request to an operation, ready for {@link send}. */
export interface Call {
  method: string;
  /** Under the API's base URL, query included. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Operations of the contract that the server does not mount, each with the reason. */
const NOT_MOUNTED: readonly OperationId[] = [
  // Served at the root, from the documentation's build.
  "getPostmanCollection",
];

/** Every operation that is to be tried: all of the contract, so that a new one is covered without a new test. */
export const triedOperations: readonly OperationId[] = Object.keys(operations)
  .filter((id): id is OperationId => id in operations)
  .filter((id) => !NOT_MOUNTED.includes(id));

/** Whether the operation is about one object, whose id is in its path. */
export function takesId(id: OperationId): boolean {
  return operations[id].path.includes("{id}");
}

/** The resource that an operation belongs to: the first step of its path. */
export function resourceOf(id: OperationId): string {
  return operations[id].path.split("/")[1] ?? "";
}

/**
 * The request of the contract's own example, with an id in its path and an idempotency key of its own.
 *
 * @param fields instead of those of the example's body.
 */
export function exampleCall(id: OperationId, objectId: string, fields: object = {}): Call {
  const { method, path, idempotent, hasBody } = operations[id];
  return {
    method: method.toUpperCase(),
    path: path.replace("{id}", encodeURIComponent(objectId)),
    headers: {
      ...(idempotent ? { "idempotency-key": randomUUID() } : {}),
      ...(hasBody ? { "content-type": "application/json" } : {}),
    },
    ...(hasBody ? { body: JSON.stringify({ ...exampleBody(id), ...fields }) } : {}),
  };
}

/** The example of an operation's request body in the contract. */
function exampleBody(id: OperationId): object {
  const { path, method } = operations[id];
  const content = placeAt("paths", path, method, "requestBody", "content", "application/json")?.value;
  const [first] = isRecord(content?.examples) ? Object.values(content.examples) : [];
  const example = content?.example ?? (isRecord(first) ? first.value : undefined);
  if (!isRecord(example)) throw new Error(`The contract shows no example of the body of ${id}.`);
  return example;
}

/** Sends a call with a dealer's key. */
export function send(dealer: TestDealer, { method, path, headers, body }: Call): Promise<Response> {
  return dealer.call(method, path, { headers, ...(body === undefined ? {} : { body }) });
}

/** Sends a call without any key. */
export function sendWithoutKey(baseUrl: string, { method, path, headers, body }: Call): Promise<Response> {
  return fetch(baseUrl + path, { method, headers, ...(body === undefined ? {} : { body }) });
}
