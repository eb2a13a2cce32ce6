import type { OperationId, operations } from "@wth/contract";
import type { PipelinedTransaction } from "@wth/database";
import type { OpenHandler, OperationFacts, ReadHandler, WriteHandler } from "./operation.ts";
import type { ResponseStream } from "./pipeline.ts";
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
 * Handlers of the public API by operation id. What each is given and must answer follows from the contract; one that
 * answers a status or a shape that is not documented does not compile. Operations without a handler are not mounted.
 */
export type Handlers = { [Id in WithoutKey]?: OpenHandler<Id> } & { [Id in Reading]?: ReadHandler<Id> } & {
  [Id in Writing]?: WriteHandler<Id>;
};

/** A handler's answer, when which operation it belongs to no longer matters. */
export interface AnyReply {
  status: number;
  body: unknown;
  headers?: Readonly<Record<string, string>>;
  stream?: ResponseStream;
}

/** An operation with its handler, ready to be mounted. */
export interface Route<Id extends string, Caller> {
  id: Id;
  operation: OperationFacts;
  /**
   * Answers a checked request: with the caller if the operation needs to know it, and in `tx`, at `stamp`, if its API
   * gives it one.
   */
  handle(
    request: CheckedRequest,
    caller?: Caller,
    tx?: PipelinedTransaction,
    stamp?: Date,
  ): Promise<AnyReply>;
}

/**
 * Binds handlers to the operations of a contract.
 *
 * @param table the contract's operations.
 */
export function createRoutes<Id extends string, Caller>(
  table: Readonly<Record<Id, OperationFacts>>,
  handlers: { readonly [Each in Id]?: (...args: never[]) => Promise<AnyReply> },
): Route<Id, Caller>[] {
  return idsOf(table).flatMap((id) => {
    const handler = handlers[id];
    if (handler === undefined) return [];
    // Safe: `check` of the same id has compared the request with the schemas that the handler's types come from, and
    // the pipeline hands out caller and transaction by the same flags as the types do.
    const handle = handler as Route<Id, Caller>["handle"];
    return [{ id, operation: table[id], handle }];
  });
}

function idsOf<Id extends string>(table: Readonly<Record<Id, OperationFacts>>): Id[] {
  return Object.keys(table).filter((id): id is Id => id in table);
}
