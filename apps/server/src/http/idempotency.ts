import { createHash } from "node:crypto";
import {
  type Database,
  forgetIdempotencyKey,
  type IdempotencyIdentity,
  isIdempotencyConflict,
  type PipelinedTransaction,
  saveIdempotencyRecord,
  type TakenIdempotencyKey,
  type Transaction,
  takeIdempotencyKey,
} from "@wth/database";
import { idempotencyContext } from "../secrets/idempotency-context.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { ApiError } from "./errors.ts";

const MAX_KEY_BYTES = 255;

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
}

/** The first answer to a request, or the same one again. */
export interface IdempotentAnswer {
  status: number;
  /** The exact text of the response's body. */
  body: string;
  /** The request id of the request that ran. */
  requestId: string;
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

/**
 * Runs a request once, however often it is sent. The handler's writes and the record of its answer commit together,
 * so that a crash leaves either both or neither. An error that the handler answers with (a 4xx) undoes its writes and
 * is recorded too; anything unforeseen rolls all back, so that a retry runs again.
 *
 * @param handle the work; throws an {@link ApiError} to refuse. It may run again when its writes were rolled back.
 * @param renderError an error as the answer it makes.
 * @throws {ApiError} `idempotency_key_in_use` while an equal request runs, `key_reused_with_different_body`.
 */
export async function runOnce(
  services: { database: Database; keyring: Keyring },
  request: IdempotentRequest,
  handle: (tx: Transaction) => Promise<HandledAnswer>,
  renderError: (error: ApiError) => HandledAnswer,
): Promise<IdempotentAnswer> {
  try {
    return await attempt(services, request, handle);
  } catch (error) {
    // Its writes are undone, and its lock is gone: an equal request may have run since, and then its answer counts.
    if (error instanceof Refusal) {
      return runOnce(services, request, async () => renderError(error.error), renderError);
    }
    // An equal request was faster by a moment: now its answer is there.
    if (isIdempotencyConflict(error)) return runOnce(services, request, handle, renderError);
    throw error;
  }
}

/** What the handler refused the request with, told apart from refusals of the key itself. */
class Refusal extends Error {
  readonly error: ApiError;

  constructor(error: ApiError) {
    super(error.message);
    this.error = error;
  }
}

function attempt(
  { database, keyring }: { database: Database; keyring: Keyring },
  request: IdempotentRequest,
  handle: (tx: Transaction) => Promise<HandledAnswer>,
): Promise<IdempotentAnswer> {
  const { integrationId, livemode, method, path, key, requestId } = request;
  const identity = [integrationId, !livemode, method, path, key] as const;
  const hash = createHash("sha256").update(request.body).digest();
  const context = idempotencyContext(identity);

  return database.transaction(async (tx) => {
    const [taken] = await tx.run(takeIdempotencyKey, [...identity, context]);
    if (taken?.locked !== true)
      throw new ApiError("idempotency_key_in_use", { headers: { "Retry-After": "1" } });
    const stored = await storedAnswer(tx, taken, identity, hash);
    if (stored !== null) return { ...stored, body: keyring.open(stored.body, context), replayed: true };

    const answer = await handle(tx).catch((error: unknown) => {
      throw error instanceof ApiError && error.status < 500 ? new Refusal(error) : error;
    });
    const sealed = keyring.seal(answer.body, context);
    tx.runLast(saveIdempotencyRecord, [...identity, hash, requestId, answer.status, sealed]);
    return { ...answer, requestId, replayed: false };
  });
}

/** The answer to an equal request, its body still sealed; null when there is none that counts. */
async function storedAnswer(
  tx: PipelinedTransaction,
  { request_hash, request_id, response_status, response_body, expired }: TakenIdempotencyKey,
  identity: IdempotencyIdentity,
  hash: Buffer,
): Promise<{ status: number; body: string; requestId: string } | null> {
  if (request_hash === null || request_id === null || response_status === null || response_body === null)
    return null;
  if (expired === true) {
    await tx.run(forgetIdempotencyKey, identity);
    return null;
  }
  if (!hash.equals(request_hash)) throw new ApiError("key_reused_with_different_body");
  return { status: response_status, body: response_body, requestId: request_id };
}
