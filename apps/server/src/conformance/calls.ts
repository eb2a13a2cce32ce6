import { randomUUID } from "node:crypto";
import {
  type OperationId,
  operations as operationsOfDealers,
  type PartnerOperationId,
  partnerOperations,
} from "@wth/contract";
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

/** An operation of the public API, or of the Partner API. */
export type AnyOperationId = OperationId | PartnerOperationId;

/** What the contract says of each operation. */
export const operations = { ...operationsOfDealers, ...partnerOperations };

/** Every operation that is to be tried: all of the contract, so that a new one is covered without a new test. */
export const triedOperations: readonly OperationId[] = Object.keys(operationsOfDealers).filter(
  (id): id is OperationId => id in operationsOfDealers,
);

/** Every operation of the Partner API. */
export const triedPartnerOperations: readonly PartnerOperationId[] = Object.keys(partnerOperations).filter(
  (id): id is PartnerOperationId => id in partnerOperations,
);

/** Whether the operation is about one object, whose id is in its path. */
export function takesId(id: AnyOperationId): boolean {
  return operations[id].path.includes("{id}");
}

/** The resource that an operation belongs to: the first step of its path. */
export function resourceOf(id: OperationId): string {
  return operations[id].path.split("/")[1] ?? "";
}

/**
 * The path of an operation under the API's base URL. What lies at the root is reached by the way up, which is resolved
 * before a URL is sent.
 */
export function pathFromBase(id: AnyOperationId): string {
  const { basePath, path } = operations[id];
  return basePath === "" ? `/../..${path}` : path;
}

/**
 * The request of the contract's own example, with an id in its path and an idempotency key of its own.
 *
 * @param fields instead of those of the example's body.
 */
export function exampleCall(id: AnyOperationId, objectId: string, fields: object = {}): Call {
  const { method, idempotent, hasBody } = operations[id];
  return {
    method: method.toUpperCase(),
    path: pathFromBase(id).replace("{id}", encodeURIComponent(objectId)),
    headers: {
      ...(idempotent ? { "idempotency-key": randomUUID() } : {}),
      ...(hasBody ? { "content-type": "application/json" } : {}),
    },
    ...(hasBody ? { body: JSON.stringify({ ...exampleBody(id), ...fields }) } : {}),
  };
}

/** The example of an operation's request body in the contract. */
function exampleBody(id: AnyOperationId): object {
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

/** Sends a call with a partner key. */
export function sendWithKey(
  baseUrl: string,
  apiKey: string,
  { method, path, headers, body }: Call,
): Promise<Response> {
  const authorization = `Bearer ${apiKey}`;
  return fetch(baseUrl + path, {
    method,
    headers: { ...headers, authorization },
    ...(body === undefined ? {} : { body }),
  });
}

/** Sends a call without any key. */
export function sendWithoutKey(baseUrl: string, { method, path, headers, body }: Call): Promise<Response> {
  return fetch(baseUrl + path, { method, headers, ...(body === undefined ? {} : { body }) });
}
