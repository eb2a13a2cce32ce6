import { statement } from "../statement.ts";
import { isUniqueViolation } from "../unique-violation.ts";
import { tick } from "./dealer-clock.ts";

/** How long an answer is kept for equal requests. */
const KEPT = "interval '24 hours'";
/** A record is found by it, and of two equal ones written at once it refuses the second. */
const PRIMARY_KEY = "idempotency_records_pkey";

/** What an idempotency key belongs to, and the key. */
export type IdempotencyIdentity = readonly [
  integrationId: string,
  isTest: boolean,
  method: string,
  path: string,
  key: string,
];

/** What is known of a key: whether this transaction holds it now, and its record, all null when there is none. */
export interface TakenIdempotencyKey {
  locked: boolean;
  api_version: string | null;
  request_hash: Buffer | null;
  request_id: string | null;
  response_status: number | null;
  /** Sealed. */
  response_body: string | null;
  /** The record has outlived its day. */
  expired: boolean | null;
  /** The dealer's stamp for what is to be written; null when the key is not to be used, and for a dealer without a clock. */
  stamp: Date | null;
}

const sameKey = `integration_id = $1::uuid AND is_test = $2::boolean AND method = $3::text AND path = $4::text
  AND key = $5::text`;

/**
 * Takes an idempotency key for this transaction, without waiting, and reads its record. If there is nothing that counts,
 * so that something is to be written now, it takes the dealer's clock and a stamp as well ({@link tick}), which is what
 * every write would begin with.
 *
 * Guarantees: of those who ask for a key at once, one gets it until its transaction ends; a lock and not a row, so that a
 * crash leaves nothing behind that would have to time out. The record may miss an answer that was committed between
 * this statement's snapshot and its lock: {@link saveIdempotencyRecord} then fails.
 *
 * `$1` to `$5` what the key belongs to, and the key · `$6` the name of the lock · `$7` the dealer; null for who is none, and needs no clock.
 */
export const takeIdempotencyKey = statement<
  readonly [...IdempotencyIdentity, lock: string, userId: string | null],
  TakenIdempotencyKey
>(
  "take_idempotency_key",
  `
WITH taken AS (
  SELECT pg_try_advisory_xact_lock(hashtextextended($6::text, 0)) AS locked,
         r.request_hash, r.request_id, r.api_version, r.response_status, r.response_body,
         r.created_at <= now() - ${KEPT} AS expired
  FROM (SELECT) AS once
  LEFT JOIN idempotency_records r ON ${sameKey}
), clock AS (${tick("(SELECT $7::uuid FROM taken WHERE locked AND coalesce(expired, true))", "1")}
)
SELECT taken.*, clock.last_stamp AS stamp FROM taken LEFT JOIN clock ON true
`,
);

/** How far the clocks of a process and of the database may be apart for a stamp of the former's. */
const CLOCKS_APART = "interval '1 second'";

/** The SQLSTATE of `require_fresh_key`. */
const NOT_FRESH = "WTH01";

/**
 * Takes an idempotency key as {@link takeIdempotencyKey} does, and moves the dealer's clock on to a stamp that the caller
 * proposes, or fails, and the transaction with it ({@link isNotFresh}): so that nobody has to wait for what it says, and
 * everything else can be sent along. That goes well for nearly all requests: those whose key is new, when no equal one
 * runs.
 *
 * Guarantees: those of {@link takeIdempotencyKey} and of {@link tick}: the stamp is later than the dealer's last one, and
 * within a second of the database's time of day.
 *
 * `$1` to `$5` what the key belongs to, and the key · `$6` the name of the lock · `$7` the dealer; null for who is none, and needs no clock ·
 * `$8` the stamp.
 */
export const takeFreshIdempotencyKey = statement<
  readonly [...IdempotencyIdentity, lock: string, userId: string | null, stamp: Date],
  Record<never, never>
>(
  "take_fresh_idempotency_key",
  `
WITH taken AS (
  SELECT pg_try_advisory_xact_lock(hashtextextended($6::text, 0))
         AND NOT EXISTS (SELECT FROM idempotency_records WHERE ${sameKey}) AS is_fresh
), clock AS (
  UPDATE dealer_clocks
  SET last_stamp = $8::timestamptz
  WHERE user_id = (SELECT $7::uuid FROM taken WHERE is_fresh) AND last_stamp < $8::timestamptz
    AND $8::timestamptz BETWEEN clock_timestamp() - ${CLOCKS_APART} AND clock_timestamp() + ${CLOCKS_APART}
  RETURNING 1
)
SELECT require_fresh_key(is_fresh AND ($7::uuid IS NULL OR EXISTS (SELECT FROM clock))) FROM taken
`,
);

/** Whether a transaction failed because {@link takeFreshIdempotencyKey} could not have what it takes. */
export function isNotFresh(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === NOT_FRESH;
}

/**
 * Clears the record of a key that is to be used anew, if it has outlived its day.
 *
 * Guarantee: one that was committed since {@link takeIdempotencyKey} had found an older one stays, and
 * {@link saveIdempotencyRecord} then fails on it.
 */
export const forgetIdempotencyKey = statement<IdempotencyIdentity, Record<never, never>>(
  "forget_idempotency_key",
  `DELETE FROM idempotency_records WHERE ${sameKey} AND created_at <= now() - ${KEPT}`,
);

/**
 * Writes the record, in the transaction of the side effect.
 *
 * Guarantee: there is one record of a key; a second one fails, and all of its transaction with it
 * ({@link isIdempotencyConflict}).
 *
 * `$1` to `$5` what the key belongs to, and the key · `$6` SHA-256 of the request · `$7` its id · `$8` API version,
 * `$9` status and `$10` sealed body of the answer.
 */
export const saveIdempotencyRecord = statement<
  readonly [
    ...IdempotencyIdentity,
    requestHash: Buffer,
    requestId: string,
    apiVersion: string,
    status: number,
    body: string,
  ],
  Record<never, never>
>(
  "save_idempotency_record",
  `
INSERT INTO idempotency_records
  (integration_id, is_test, method, path, key, request_hash, request_id, api_version, response_status, response_body)
VALUES ($1::uuid, $2::boolean, $3::text, $4::text, $5::text, $6::bytea, $7::text, $8::text, $9::int, $10::text)
`,
);

/** Clears records that have outlived their day. Safe with several workers: rows are skipped, not waited for. `$1` the most at once. */
export const expireIdempotencyRecords = statement<readonly [limit: number], { done: 1 }>(
  "expire_idempotency_records",
  `
DELETE FROM idempotency_records
WHERE ctid = ANY (ARRAY(
  SELECT ctid FROM idempotency_records WHERE created_at < now() - ${KEPT}
  LIMIT $1::int
  FOR UPDATE SKIP LOCKED
))
RETURNING 1 AS done
`,
);

/** Whether a transaction failed because an equal request had committed its record meanwhile. */
export function isIdempotencyConflict(error: unknown): boolean {
  return isUniqueViolation(error, PRIMARY_KEY);
}
