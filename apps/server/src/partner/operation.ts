import type { OperationTypes, PartnerOperationId, partnerOperations } from "@wth/contract";
import type { PartnerKeyType, PipelinedTransaction } from "@wth/database";
import type { ReplyOf, RequestOf } from "../http/operation.ts";

/** Who makes a request of the Partner API: a key, and the dealers that it covers. */
export interface PartnerCaller {
  keyId: string;
  partnerId: string;
  type: PartnerKeyType;
  /** The dealers of a branch, or, where a user is named, those of that user alone. */
  scope: readonly [branchId: string, userId: string | null];
}

type OperationTable = typeof partnerOperations;
type Reading = {
  [Id in PartnerOperationId]: OperationTable[Id]["method"] extends "get" ? Id : never;
}[PartnerOperationId];

type Reply<Id extends PartnerOperationId> = ReplyOf<OperationTypes[Id]>;
type Request<Id extends PartnerOperationId> = RequestOf<OperationTypes[Id]>;

/**
 * Handlers of the Partner API by operation id, typed by the contract. One that writes does all of it in the transaction that
 * it is given, which holds the record of its idempotency key too, if it has one.
 */
export type PartnerHandlers = {
  [Id in Reading]?: (request: Request<Id>, caller: PartnerCaller) => Promise<Reply<Id>>;
} & {
  [Id in Exclude<PartnerOperationId, Reading>]?: (
    request: Request<Id>,
    caller: PartnerCaller,
    tx: PipelinedTransaction,
  ) => Promise<Reply<Id>>;
};
