import { type Statement, statement } from "../statement.ts";
import type { IdempotencyIdentity } from "./idempotency-record.ts";

/** What is kept sealed. */
export type SealedKind = "webhook_secrets" | "stored_answers";

/** The id of the key that sealed a column: what stands before its first dot. Of a long text only the start is read. */
const keyIdOf = (column: string) => `split_part(substr(${column}, 1, 33), '.', 1)`;

/** How many texts each key has sealed, by kind. Those that nothing was sealed with are not there. */
export const countSealedTexts = statement<readonly [], { kind: SealedKind; key_id: string; texts: number }>(
  "count_sealed_texts",
  `
SELECT kind, key_id, count(*)::float8 AS texts
FROM (
  SELECT 'webhook_secrets' AS kind, ${keyIdOf("secret")} AS key_id FROM webhook_endpoints WHERE secret IS NOT NULL
  UNION ALL
  SELECT 'webhook_secrets', ${keyIdOf("previous_secret")} FROM webhook_endpoints WHERE previous_secret IS NOT NULL
  UNION ALL
  SELECT 'stored_answers', ${keyIdOf("response_body")} FROM idempotency_records
) AS sealed
GROUP BY kind, key_id
`,
);

/** An endpoint's sealed secret. */
export interface SealedSecret {
  endpoint_id: string;
  sealed: string;
}

/** The statements that seal one column of secrets anew. */
interface SealedSecrets {
  /** Those that another key than `$2` has sealed, in the order of their endpoints, after `$1`. `$3` the most at once. */
  page: Statement<readonly [after: string, keyId: string, limit: number], SealedSecret>;
  /**
   * Puts texts in the place of others, of the same endpoints.
   *
   * Guarantees: a secret that is no longer the one that was read stays as it is, so that a rotation meanwhile is not
   * undone. Endpoints are locked in the order of their ids, as where outcomes are recorded: the two cannot deadlock.
   *
   * `$1` endpoints · `$2` what was read · `$3` what takes its place.
   */
  replace: Statement<
    readonly [endpointIds: readonly string[], sealed: readonly string[], resealed: readonly string[]],
    { done: 1 }
  >;
}

function secretsOf(column: "secret" | "previous_secret"): SealedSecrets {
  return {
    page: statement(
      `page_sealed_${column}`,
      `
SELECT id AS endpoint_id, ${column} AS sealed
FROM webhook_endpoints
WHERE id > $1::uuid AND ${column} IS NOT NULL AND ${keyIdOf(column)} <> $2::text
ORDER BY id
LIMIT $3::int
`,
    ),
    replace: statement(
      `replace_sealed_${column}`,
      `
WITH text AS (
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[]) AS t (id, sealed, resealed)
), endpoint AS (
  SELECT w.id FROM webhook_endpoints w JOIN text USING (id) ORDER BY w.id FOR NO KEY UPDATE OF w
)
UPDATE webhook_endpoints w
SET ${column} = text.resealed
FROM endpoint
JOIN text USING (id)
WHERE w.id = endpoint.id AND w.${column} = text.sealed
RETURNING 1 AS done
`,
    ),
  };
}

/** The secrets that sign. */
export const sealedSecrets = secretsOf("secret");

/** Those that sign too until their grace ends. */
export const sealedPreviousSecrets = secretsOf("previous_secret");

/** A stored answer, and what it is the answer to. */
export interface SealedAnswer {
  integration_id: string;
  is_test: boolean;
  method: string;
  path: string;
  key: string;
  sealed: string;
}

/**
 * Stored answers that another key than `$6` has sealed, in the order of what they belong to, after `$1` to `$5`. `$7` the
 * most at once.
 */
export const pageSealedAnswers = statement<
  readonly [...after: IdempotencyIdentity, keyId: string, limit: number],
  SealedAnswer
>(
  "page_sealed_answers",
  `
SELECT integration_id, is_test, method, path, key, response_body AS sealed
FROM idempotency_records
WHERE (integration_id, is_test, method, path, key) > ($1::uuid, $2::boolean, $3::text, $4::text, $5::text)
  AND ${keyIdOf("response_body")} <> $6::text
ORDER BY integration_id, is_test, method, path, key
LIMIT $7::int
`,
);

/**
 * Puts sealed answers in the place of others.
 *
 * Guarantees: one that is no longer what was read, or is gone, is left alone; records are locked in the order of what
 * they belong to, so that two who do this cannot deadlock.
 *
 * `$1` to `$5` what they belong to · `$6` what was read · `$7` what takes its place: parallel arrays.
 */
export const replaceSealedAnswers = statement<
  readonly [
    integrationIds: readonly string[],
    areTest: readonly boolean[],
    methods: readonly string[],
    paths: readonly string[],
    keys: readonly string[],
    sealed: readonly string[],
    resealed: readonly string[],
  ],
  { done: 1 }
>(
  "replace_sealed_answers",
  `
WITH answer AS (
  SELECT *
  FROM unnest($1::uuid[], $2::boolean[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS a (integration_id, is_test, method, path, key, sealed, resealed)
), record AS (
  SELECT integration_id, is_test, method, path, key
  FROM idempotency_records r
  JOIN answer USING (integration_id, is_test, method, path, key)
  ORDER BY integration_id, is_test, method, path, key
  FOR NO KEY UPDATE OF r
)
UPDATE idempotency_records r
SET response_body = answer.resealed
FROM record
JOIN answer USING (integration_id, is_test, method, path, key)
WHERE (r.integration_id, r.is_test, r.method, r.path, r.key)
    = (record.integration_id, record.is_test, record.method, record.path, record.key)
  AND r.response_body = answer.sealed
RETURNING 1 AS done
`,
);
