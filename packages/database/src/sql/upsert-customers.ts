import { statement } from "../statement.ts";
import { type CustomerRow, customerColumns } from "./list-customers.ts";

/**
 * All customers of one dealer and mode that an upsert could match, in the order in which they were created.
 *
 * Guarantees: with the dealer's lock taken by an earlier statement (`take_stamps`), nobody else can add to them before
 * the commit. Customers can share an e-mail address: of each address, beside those with one of the external ids, only
 * the first are read, as many as are asked for, so that what is read does not grow with what is stored.
 *
 * `$1` dealer · `$2` test or live · `$3` external ids · `$4` e-mail addresses in lower case, each once · `$5` how many
 * of each.
 */
export const findMatchingCustomers = statement<
  readonly [
    userId: string,
    isTest: boolean,
    externalIds: readonly string[],
    emails: readonly string[],
    counts: readonly number[],
  ],
  CustomerRow
>(
  "find_matching_customers",
  `
SELECT ${customerColumns}
FROM (
  SELECT same.*
  FROM (SELECT DISTINCT unnest($3::text[]) AS external_id) AS wanted
  CROSS JOIN LATERAL (
    SELECT * FROM customers
    WHERE user_id = $1::uuid AND is_test = $2::boolean
      AND external_id = wanted.external_id
    LIMIT 1
  ) AS same
  UNION ALL
  SELECT same.*
  FROM unnest($4::text[], $5::int[]) AS wanted (email, count)
  CROSS JOIN LATERAL (
    SELECT * FROM customers
    WHERE user_id = $1::uuid AND is_test = $2::boolean AND lower(email) = wanted.email
      AND (external_id IS NULL OR external_id <> ALL ($3::text[]))
    ORDER BY created_at, id
    LIMIT wanted.count
  ) AS same
) AS matching
ORDER BY created_at, id
`,
);

/**
 * Writes customers as they are to be, new ones and old ones alike.
 *
 * Guarantees: all or none; a customer of another dealer or mode is left as it is; external ids may pass from one to
 * another within the statement, because it is checked as a whole. Stamps come from `take_stamps`, in this transaction.
 *
 * `$1` dealer · `$2` test or live · `$3` the rows ({@link CustomerRow}), as a JSON array.
 */
export const saveCustomers = statement<
  readonly [userId: string, isTest: boolean, rows: string],
  Record<never, never>
>(
  "save_customers",
  `
INSERT INTO customers AS old
  (id, user_id, is_test, external_id, email, name, phone, accepts_marketing, metadata, created_at, updated_at)
SELECT id, $1::uuid, $2::boolean, external_id, email, name, phone, accepts_marketing, metadata, created_at, updated_at
FROM jsonb_to_recordset($3::jsonb) AS given
  (id uuid, external_id text, email text, name text, phone text, accepts_marketing boolean, metadata jsonb,
   created_at timestamptz, updated_at timestamptz)
ON CONFLICT (id) DO UPDATE
SET external_id = excluded.external_id, email = excluded.email, name = excluded.name, phone = excluded.phone,
    accepts_marketing = excluded.accepts_marketing, metadata = excluded.metadata, updated_at = excluded.updated_at
WHERE old.user_id = excluded.user_id AND old.is_test = excluded.is_test
`,
);
