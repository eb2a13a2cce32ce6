import { hash as sha256 } from "node:crypto";
import {
  type Database,
  forgetIdempotencyKey,
  type IdempotencyIdentity,
  isIdempotencyConflict,
  isNotFresh,
  type PipelinedTransaction,
  saveIdempotencyRecord,
  type TakenIdempotencyKey,
  takeFreshIdempotencyKey,
  takeIdempotencyKey,
} from "@wth/database";
import { idempotencyContext } from "../secrets/idempotency-context.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { ApiError } from "./errors.ts";

const MAX_KEY_BYTES = 255;

/** What it works with. */
interface Services {
  database: Database;
  keyring: Keyring;
}

/** What makes two requests the same request. */
export interface IdempotentRequest {
  integrationId: string;
  livemode: boolean;
  method: string;
  path: string;
  /** The `Idempotency-Key` header. */
  key: string;
  /** The body as it came. */
  body: Buffer;
  requestId: string;
  /** Whose clock the request's writes are stamped by; null, as for a partner's, when they need no stamp. */
  userId: string | null;
  /** The version that it is answered in. */
  apiVersion: string;
}

/** The first answer to a request, or the same one again. */
export interface IdempotentAnswer {
  status: number;
  /** The exact text of the response's body. */
  body: string;
  /** The request id of the request that ran. */
  requestId: string;
  /** The version that it was answered in. */
  apiVersion: string;
  replayed: boolean;
}

/**
 * Checks the `Idempotency-Key` header.
 *
 * @throws {ApiError} `missing_idempotency_key` when it is absent, empty, or over 255 bytes.
 */
export function requireIdempotencyKey(header: string | undefined): string {
  if (header === undefined || header === "" || Buffer.byteLength(header, "latin1") > MAX_KEY_BYTES) {
    throw new ApiError("missing_idempotency_key");
  }
  return header;
}

/** An answer before it has gone out. */
interface HandledAnswer {
  status: number;
  /** The exact text of the response's body. */
  body: string;
}

/** What a request runs: see {@link runOnce}. */
type Handle = (tx: PipelinedTransaction, stamp: Date) => Promise<HandledAnswer>;

/**
 * Runs a request once, however often it is sent. The handler's writes and the record of its answer commit together,
 * so that a crash leaves either both or neither. An error that the handler answers with (a 4xx) undoes its writes and
 * is recorded too; anything unforeseen rolls all back, so that a retry runs again.
 *
 * @param handle the work, with a stamp of the dealer's clock, which is taken for it (without a dealer the time of day); throws an {@link ApiError} to refuse. It
 *   may run again when its writes were rolled back.
 * @param renderError an error as the answer it makes.
 * @throws {ApiError} `idempotency_key_in_use` while an equal request runs, `key_reused_with_different_body`.
 */
export async function runOnce(
  services: Services,
  request: IdempotentRequest,
  handle: Handle,
  renderError: (error: ApiError) => HandledAnswer,
): Promise<IdempotentAnswer> {
  try {
    return await attempt(services, request, handle);
  } catch (error) {
    // Its writes are undone, and its lock is gone: an equal request may have run since, and then its answer counts.
    if (error instanceof ApiError && error.status < 500 && !(error instanceof KeyRefusal))
      return runOnce(services, request, async () => renderError(error), renderError);
    // An equal request was faster by a moment: now its answer is there.
    if (isIdempotencyConflict(error)) return runOnce(services, request, handle, renderError);
    throw error;
  }
}

/** The key itself is refused, which is not recorded, told apart from what the handler refuses. */
class KeyRefusal extends ApiError {}

/** What a key belongs to, what it is known by, and what stands for the request. */
interface Keyed {
  identity: IdempotencyIdentity;
  context: string;
  hash: Buffer;
}

/**
 * Goes ahead as if the key were new, as nearly all are: a handler that reads nothing then takes one trip to the database,
 * its commit included. When the key turns out not to be new, all of that is undone, and what is known of the key decides.
 */
async function attempt(
  services: Services,
  request: IdempotentRequest,
  handle: Handle,
): Promise<IdempotentAnswer> {
  const { integrationId, livemode, method, path, key, userId } = request;
  const identity = [integrationId, !livemode, method, path, key] as const;
  const hash = sha256("sha256", request.body, "buffer");
  const keyed = { identity, context: idempotencyContext(identity), hash };
  try {
    return await services.database.transaction((tx) => {
      const stamp = new Date();
      tx.runLast(takeFreshIdempotencyKey, [...identity, keyed.context, userId, stamp]);
      return answerFirst(services, request, keyed, tx, () => handle(tx, stamp));
    });
  } catch (error) {
    if (!isNotFresh(error)) throw error;
    return attemptKnown(services, request, keyed, handle);
  }
}

/** Asks first what is known of the key: its answer, that an equal request runs, or nothing that counts. */
function attemptKnown(
  services: Services,
  request: IdempotentRequest,
  keyed: Keyed,
  handle: Handle,
): Promise<IdempotentAnswer> {
  const { database, keyring } = services;
  const { userId } = request;
  const { identity, context, hash } = keyed;
  return database.transaction(async (tx) => {
    const [taken] = await tx.run(takeIdempotencyKey, [...identity, context, userId]);
    if (taken === undefined) throw new Error("The database said nothing of the key.");
    // An answer is final, whoever has the key at this moment: somebody else who asks for it, perhaps.
    const stored = storedAnswer(taken, hash);
    if (stored !== null) return { ...stored, body: keyring.open(stored.body, context), replayed: true };
    if (!taken.locked) throw new KeyRefusal("idempotency_key_in_use", { headers: { "Retry-After": "1" } });
    if (taken.expired === true) await tx.run(forgetIdempotencyKey, identity);

    if (taken.stamp === null && userId !== null) throw new Error(`Dealer ${userId} has no clock.`);
    const stamp = taken.stamp ?? new Date();
    return answerFirst(services, request, keyed, tx, () => handle(tx, stamp));
  });
}

/** Runs the handler, and has its answer recorded with what it writes. */
async function answerFirst(
  { keyring }: Services,
  { requestId, apiVersion }: IdempotentRequest,
  { identity, context, hash }: Keyed,
  tx: PipelinedTransaction,
  handle: () => Promise<HandledAnswer>,
): Promise<IdempotentAnswer> {
  const answer = await handle();
  const sealed = keyring.seal(answer.body, context);
  tx.runLast(saveIdempotencyRecord, [...identity, hash, requestId, apiVersion, answer.status, sealed]);
  return { ...answer, requestId, apiVersion, replayed: false };
}

/** The answer to an equal request, its body still sealed; null when there is none that counts. */
function storedAnswer(taken: TakenIdempotencyKey, hash: Buffer): Omit<IdempotentAnswer, "replayed"> | null {
  const { request_hash, request_id, api_version, response_status, response_body } = taken;
  if (request_hash === null || request_id === null || api_version === null) return null;
  if (response_status === null || response_body === null || taken.expired === true) return null;
  if (!hash.equals(request_hash)) throw new KeyRefusal("key_reused_with_different_body");
  return { status: response_status, body: response_body, requestId: request_id, apiVersion: api_version };
}
