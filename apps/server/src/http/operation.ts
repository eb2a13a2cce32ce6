import type { OperationId, OperationTypes } from "@wth/contract";
import type { Transaction } from "@wth/database";
import type { Caller } from "./authenticate.ts";

/** The statuses of success that an operation documents. */
type SuccessStatus<Id extends OperationId> = Extract<
  keyof OperationTypes[Id]["responses"],
  200 | 201 | 202 | 304
>;

type JsonOf<T> = T extends { content: { "application/json": infer Body } } ? Body : undefined;

/** An answer that the contract documents for this operation: any other status or shape does not compile. */
export type Reply<Id extends OperationId> = {
  [Status in SuccessStatus<Id>]: {
    status: Status;
    body: JsonOf<OperationTypes[Id]["responses"][Status]>;
    headers?: Readonly<Record<string, string>>;
  };
}[SuccessStatus<Id>];

type Parameters<Id extends OperationId, In extends "path" | "query"> = [
  NonNullable<OperationTypes[Id]["parameters"][In]>,
] extends [never]
  ? Record<string, never>
  : NonNullable<OperationTypes[Id]["parameters"][In]>;

type RequestBody<Id extends OperationId> = OperationTypes[Id] extends { requestBody: infer Content }
  ? JsonOf<Content>
  : undefined;

/** What a handler is given: everything checked against the contract already. */
export interface Request<Id extends OperationId> {
  requestId: string;
  path: Parameters<Id, "path">;
  query: Parameters<Id, "query">;
  body: RequestBody<Id>;
  /** A request header by its lower-case name. */
  header(name: string): string | undefined;
}

/** An operation that needs no key. */
export type OpenHandler<Id extends OperationId> = (request: Request<Id>) => Promise<Reply<Id>>;

/** An operation that reads. */
export type ReadHandler<Id extends OperationId> = (
  request: Request<Id>,
  caller: Caller,
) => Promise<Reply<Id>>;

/** An operation that writes: all of it, and the record of its idempotency key, in one transaction. */
export type WriteHandler<Id extends OperationId> = (
  request: Request<Id>,
  caller: Caller,
  tx: Transaction,
) => Promise<Reply<Id>>;
