import type { OperationId, OperationTypes } from "@wth/contract";
import type { PipelinedTransaction } from "@wth/database";
import type { Caller } from "./authenticate.ts";
import type { ResponseStream } from "./pipeline.ts";

/** What a contract says about an operation beside its shapes; see the generated tables. */
export interface OperationFacts {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  readonly basePath: string;
  /** A template relative to {@link basePath}. */
  readonly path: string;
  /** Whether the caller has to be known. */
  readonly security: boolean;
  readonly rateLimitCost: number;
  readonly bodyLimitBytes: number;
  readonly idempotent: boolean;
  readonly hasBody: boolean;
}

/** The types that are generated for an operation. */
interface OperationType {
  parameters: { path?: unknown; query?: unknown };
  responses: object;
}

/** The statuses of success that an operation documents. */
type SuccessStatus<Op extends OperationType> = Extract<keyof Op["responses"], 200 | 201 | 202 | 204 | 304>;

type JsonOf<T> = T extends { content: { "application/json": infer Body } } ? Body : undefined;

/** An answer that a contract documents for an operation: any other status or shape does not compile. */
export type ReplyOf<Op extends OperationType> = {
  [Status in SuccessStatus<Op>]: {
    status: Status;
    body: JsonOf<Op["responses"][Status]>;
    headers?: Readonly<Record<string, string>>;
    /** In place of a body, where the contract has none that is JSON. */
    stream?: ResponseStream;
  };
}[SuccessStatus<Op>];

type Parameters<Op extends OperationType, In extends "path" | "query"> = [
  NonNullable<Op["parameters"][In]>,
] extends [never]
  ? Record<string, never>
  : NonNullable<Op["parameters"][In]>;

type RequestBody<Op> = Op extends { requestBody: infer Content } ? JsonOf<Content> : undefined;

/** What a handler is given: everything checked against the contract already. */
export interface RequestOf<Op extends OperationType> {
  requestId: string;
  path: Parameters<Op, "path">;
  query: Parameters<Op, "query">;
  body: RequestBody<Op>;
  /** A request header by its lower-case name. */
  header(name: string): string | undefined;
}

/** {@link ReplyOf} an operation of the public contract. */
export type Reply<Id extends OperationId> = ReplyOf<OperationTypes[Id]>;

/** {@link RequestOf} an operation of the public contract. */
export type Request<Id extends OperationId> = RequestOf<OperationTypes[Id]>;

/** An operation that needs no key. */
export type OpenHandler<Id extends OperationId> = (request: Request<Id>) => Promise<Reply<Id>>;

/** An operation that reads. */
export type ReadHandler<Id extends OperationId> = (
  request: Request<Id>,
  caller: Caller,
) => Promise<Reply<Id>>;

/**
 * An operation that writes: all of it, and the record of its idempotency key, in one transaction, which has taken the
 * dealer's clock and `stamp`, the `updated_at` of what is written, with the key.
 */
export type WriteHandler<Id extends OperationId> = (
  request: Request<Id>,
  caller: Caller,
  tx: PipelinedTransaction,
  stamp: Date,
) => Promise<Reply<Id>>;
