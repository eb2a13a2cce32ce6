import { type OperationId, operations } from "@wth/contract";
import type { Contract } from "../http/contract.ts";
import { ApiError } from "../http/errors.ts";
import {
  BODY_SCHEMA,
  type CheckedRequest,
  ContractViolation,
  individualArrays,
  madeRequestValidator,
  requestValidator,
  responseValidator,
} from "../http/validate.ts";
import {
  type EventEnvelope,
  itemChecks,
  type OperationVersion,
  type PinnedVersion,
} from "./pinned-version.ts";
import { apply, inOrder } from "./rewrite.ts";
import type { Step } from "./step.ts";
import type { Transform } from "./version-change.ts";

/**
 * A version that is no longer the newest. What comes from its integrations is checked against its own contract and
 * taken up, step by step, to the newest form; what goes to them is taken down the same way. Everything is compiled
 * when it is first needed.
 */
export class OlderVersion implements PinnedVersion {
  readonly date: string;
  readonly contract: Contract;
  readonly #newest: Contract;
  /** From this version to the newest. */
  readonly #steps: readonly Step[];
  readonly #operations = new Map<OperationId, OperationVersion>();
  readonly #events = new Map<string, Transform | null>();

  constructor(date: string, contract: Contract, newest: Contract, steps: readonly Step[]) {
    this.date = date;
    this.contract = contract;
    this.#newest = newest;
    this.#steps = steps;
  }

  operation(id: OperationId): OperationVersion {
    let operation = this.#operations.get(id);
    if (operation === undefined) {
      operation = this.#compile(id);
      this.#operations.set(id, operation);
    }
    return operation;
  }

  event(envelope: EventEnvelope): EventEnvelope {
    const { type } = envelope;
    let transform = this.#events.get(type);
    if (transform === undefined) {
      transform = inOrder(this.#down((step) => step.event(type)));
      this.#events.set(type, transform);
    }
    // Safe: an object goes through transforms that replace what is inside it, and its type is given again.
    return { ...(apply(transform, envelope) as object), type };
  }

  #compile(id: OperationId): OperationVersion {
    const place = { id, ...operations[id] };
    const check = requestValidator(place, this.contract);
    const recheck = madeRequestValidator(place, this.#newest);
    const body = inOrder(this.#steps.map((step) => step.body(id)));
    const query = inOrder(this.#steps.map((step) => step.query(id)));
    const answers = new Map<number, Transform | null>();
    return {
      check: (raw) => recheck(lifted(check(raw), query, body)),
      checkItem: this.#items(id),
      answer: (status, value) => {
        let transform = answers.get(status);
        if (transform === undefined) {
          transform = inOrder(this.#down((step) => step.answer(id, status)));
          answers.set(status, transform);
        }
        return apply(transform, value);
      },
      param: (name) => this.#down((step) => step).reduce((known, step) => step.param(id, known), name),
      validate: responseValidator(place, this.contract),
    };
  }

  #items(id: OperationId): OperationVersion["checkItem"] {
    const place = { id, ...operations[id] };
    const { path, method } = place;
    const check = itemChecks(place, this.contract);
    const recheck = itemChecks(place, this.#newest);
    const schema = this.contract.placeAt("paths", path, method, ...BODY_SCHEMA)?.value;
    const byProperty = new Map(
      individualArrays(schema).map((property) => [
        property,
        inOrder(this.#steps.map((step) => step.item(id, property))),
      ]),
    );
    return (property, item, index) => {
      const newest = apply(byProperty.get(property), check(property, item, index));
      try {
        return recheck(property, newest, index);
      } catch (cause) {
        if (!(cause instanceof ApiError)) throw cause;
        throw new ContractViolation(`${id}, made ${cause.message}`, { cause });
      }
    };
  }

  /** Something of each step, the newest first. */
  #down<T>(get: (step: Step) => T): T[] {
    return [...this.#steps].reverse().map(get);
  }
}

function lifted(request: CheckedRequest, query: Transform | null, body: Transform | null): CheckedRequest {
  // Safe: transforms of a query make a query; that it fits the newest contract is checked next.
  const made = apply(query, request.query) as CheckedRequest["query"];
  return { ...request, query: made, body: apply(body, request.body) };
}
