import { type OperationId, operations } from "@wth/contract";
import type { Transaction } from "@wth/database";
import type { Caller } from "./authenticate.ts";
import type { OpenHandler, ReadHandler, WriteHandler } from "./operation.ts";
import type { CheckedRequest } from "./validate.ts";

type OperationTable = typeof operations;
type WithoutKey = {
  [Id in OperationId]: OperationTable[Id]["security"] extends false ? Id : never;
}[OperationId];
type Writing = {
  [Id in OperationId]: OperationTable[Id]["idempotent"] extends true ? Id : never;
}[OperationId];
type Reading = Exclude<OperationId, WithoutKey | Writing>;

/**
 * Handlers by operation id. What each is given and must answer follows from the contract; one that answers a status
 * or a shape that is not documented does not compile. Operations without a handler are not mounted.
 */
export type Handlers = { [Id in WithoutKey]?: OpenHandler<Id> } & { [Id in Reading]?: ReadHandler<Id> } & {
  [Id in Writing]?: WriteHandler<Id>;
};

/** A handler's answer, when which operation it belongs to no longer matters. */
export interface AnyReply {
  status: number;
  body: unknown;
  headers?: Readonly<Record<string, string>>;
}

type AnyHandler = (request: CheckedRequest, caller?: Caller, tx?: Transaction) => Promise<AnyReply>;

/** An operation with its handler, ready to be mounted. */
export interface Route {
  id: OperationId;
  /** Answers a checked request: with the caller if the operation needs a key, and in `tx` if it writes. */
  handle: AnyHandler;
}

/** Binds handlers to the checks of their operations. */
export function createRoutes(handlers: Handlers): Route[] {
  return operationIds().flatMap((id) => {
    const handler = handlers[id];
    if (handler === undefined) return [];
    // Safe: `check` of the same id has compared the request with the schemas that the handler's types come from, and
    // the pipeline hands out caller and transaction by the same flags as the types do.
    return [{ id, handle: handler as AnyHandler }];
  });
}

function operationIds(): OperationId[] {
  return Object.keys(operations).filter((id): id is OperationId => id in operations);
}
