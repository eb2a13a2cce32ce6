import { type EventType, newestApiVersion, type OperationId, operations } from "@wth/contract";
import { bundledContract, type Contract } from "../http/contract.ts";
import {
  type CheckedRequest,
  itemValidator,
  type OperationPlace,
  type RawRequest,
  requestValidator,
  responseValidator,
} from "../http/validate.ts";

/** An operation as the callers of one version know it. */
export interface OperationVersion {
  /**
   * Checks a request against the caller's contract, and gives it the form that handlers take: the newest.
   *
   * @throws {ApiError} with the `param` that is wrong, by the name that the caller knows.
   */
  check(raw: RawRequest): CheckedRequest;
  /**
   * The same for one item of an array that {@link check} leaves to the operation (`x-validate-items: individually`).
   *
   * @returns the item in the newest form.
   */
  checkItem(property: string, item: unknown, index: number): unknown;
  /** An answer, of a success or of an error, in the form that the caller knows. */
  answer(status: number, body: unknown): unknown;
  /** The name by which the caller knows a field or parameter of the newest form. */
  param(name: string): string;
  /** @throws {ContractViolation} for an answer that the caller's contract does not document. */
  validate(status: number, body: unknown): void;
}

/** An event as it is sent. */
export interface EventEnvelope {
  readonly type: EventType;
  readonly [field: string]: unknown;
}

/** The API as integrations that are pinned to one dated version know it. */
export interface PinnedVersion {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly contract: Contract;
  operation(id: OperationId): OperationVersion;
  /** An event that was made in the newest form, in this version's. */
  event(envelope: EventEnvelope): EventEnvelope;
}

/** The newest version: what handlers are written for, so that nothing is transformed. */
export class NewestVersion implements PinnedVersion {
  readonly date: string;
  readonly contract: Contract;
  readonly #operations = new Map<OperationId, OperationVersion>();

  constructor(contract: Contract, date: string) {
    this.contract = contract;
    this.date = date;
  }

  /** Compiled at the first call; the server calls it for each operation before it listens. */
  operation(id: OperationId): OperationVersion {
    let operation = this.#operations.get(id);
    if (operation === undefined) {
      operation = unchangedOperation({ id, ...operations[id] }, this.contract);
      this.#operations.set(id, operation);
    }
    return operation;
  }

  event(envelope: EventEnvelope): EventEnvelope {
    return envelope;
  }
}

/** An operation whose callers know it as its handler does. */
export function unchangedOperation(place: OperationPlace, contract: Contract): OperationVersion {
  return {
    check: requestValidator(place, contract),
    checkItem: itemChecks(place, contract),
    answer: (_status, body) => body,
    param: (name) => name,
    validate: responseValidator(place, contract),
  };
}

/** Checks items by the arrays' names; each array's rules are compiled once. */
export function itemChecks(
  place: OperationPlace,
  contract: Contract,
): (property: string, item: unknown, index: number) => unknown {
  const checks = new Map<string, (item: unknown, index: number) => void>();
  return (property, item, index) => {
    let check = checks.get(property);
    if (check === undefined) {
      check = itemValidator(place, property, contract);
      checks.set(property, check);
    }
    check(item, index);
    return item;
  };
}

/** The version of the bundled contract. */
export const newestVersion: PinnedVersion = new NewestVersion(bundledContract, newestApiVersion);
