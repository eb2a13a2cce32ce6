import { createHash } from "node:crypto";
import { type Database, statement, type Transaction } from "@wth/database";
import type { Keyring } from "../secrets/keyring.ts";
import { ApiError } from "./errors.ts";

const KEPT_HOURS = 24;
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
 * Takes the key for this transaction, without waiting. A lock and not a row, so that a crash leaves nothing behind
 * that would have to time out.
 */
const lockKey = statement<readonly [name: string], { locked: boolean }>(
  "lock_idempotency_key",
  "SELECT pg_try_advisory_xact_lock(hashtextextended($1::text, 0)) AS locked",
);

const findRecord = statement<
  readonly [integrationId: string, isTest: boolean, method: string, path: string, key: string],
  { request_hash: Uint8Array; request_id: string; response_status: number; response_body: string }
>(
  "find_idempotency_record",
  `
SELECT request_hash, request_id, response_status, response_body
FROM idempotency_records
WHERE integration_id = $1::uuid AND is_test = $2::boolean AND method = $3::text AND path = $4::text AND key = $5::text
  AND created_at > now() - interval '${KEPT_HOURS} hours'
`,
);

/** Writes the record; one that has outlived its day is replaced. */
const saveRecord = statement<
  readonly [
    integrationId: string,
    isTest: boolean,
    method: string,
    path: string,
    key: string,
    requestHash: Buffer,
    requestId: string,
    status: number,
    body: string,
  ],
  Record<never, never>
>(
  "save_idempotency_record",
  `
INSERT INTO idempotency_records
  (integration_id, is_test, method, path, key, request_hash, request_id, response_status, response_body)
VALUES ($1::uuid, $2::boolean, $3::text, $4::text, $5::text, $6::bytea, $7::text, $8::int, $9::text)
ON CONFLICT (integration_id, is_test, method, path, key) DO UPDATE
SET request_hash = excluded.request_hash, request_id = excluded.request_id, created_at = now(),
    response_status = excluded.response_status, response_body = excluded.response_body
`,
);

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

/**
 * Runs a request once, however often it is sent. The handler's writes and the record of its answer commit together,
 * so that a crash leaves either both or neither. An error that the handler answers with (a 4xx) undoes its writes and
 * is recorded too; anything unforeseen rolls all back, so that a retry runs again.
 *
 * @param handle the work; returns the answer's status and exact body, or throws an {@link ApiError}.
 * @param renderError an error as the answer it makes.
 * @throws {ApiError} `idempotency_key_in_use` while an equal request runs, `key_reused_with_different_body`.
 */
export async function runOnce(
  { database, keyring }: { database: Database; keyring: Keyring },
  request: IdempotentRequest,
  handle: (tx: Transaction) => Promise<{ status: number; body: string }>,
  renderError: (error: ApiError) => { status: number; body: string },
): Promise<IdempotentAnswer> {
  const { integrationId, livemode, method, path, key, requestId } = request;
  const identity = [integrationId, !livemode, method, path, key] as const;
  const hash = createHash("sha256").update(request.body).digest();
  const context = `idempotency:${JSON.stringify(identity)}`;

  return database.transaction(async (tx) => {
    // Two statements, one round trip: the second one's snapshot must be younger than the lock, to see what the
    // previous holder committed.
    const [[lock], [record]] = await Promise.all([tx.run(lockKey, [context]), tx.run(findRecord, identity)]);
    if (lock?.locked !== true)
      throw new ApiError("idempotency_key_in_use", { headers: { "Retry-After": "1" } });
    if (record !== undefined) {
      if (!hash.equals(record.request_hash)) {
        throw new ApiError("key_reused_with_different_body");
      }
      const body = keyring.open(record.response_body, context);
      return { status: record.response_status, body, requestId: record.request_id, replayed: true };
    }

    const answer = await tx
      .savepoint(() => handle(tx))
      .catch((error: unknown) => {
        if (error instanceof ApiError && error.status < 500) return renderError(error);
        throw error;
      });
    const sealed = keyring.seal(answer.body, context);
    tx.runLast(saveRecord, [...identity, hash, requestId, answer.status, sealed]);
    return { ...answer, requestId, replayed: false };
  });
}
