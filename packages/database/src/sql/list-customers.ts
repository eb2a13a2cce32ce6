import { statement } from "../statement.ts";

/** A customer's columns as the API needs them. */
export interface CustomerRow {
  id: string;
  external_id: string | null;
  /** As it was given; compared in lower case. */
  email: string | null;
  name: string | null;
  phone: string | null;
  accepts_marketing: boolean;
  metadata: Record<string, string>;
  is_test: boolean;
  created_at: Date;
  updated_at: Date;
}

/** The columns of a {@link CustomerRow}. */
export const customerColumns =
  "id, external_id, email, name, phone, accepts_marketing, metadata, is_test, created_at, updated_at";

type ListCustomersParams = readonly [
  userId: string,
  isTest: boolean,
  limit: number,
  cursorUpdatedAt: Date | null,
  cursorId: string | null,
  externalId: string | null,
  email: string | null,
];

const ofExternalId = "external_id = $6::text";
const ofEmail = "lower(email) = lower($7::text)";
const anyExternalId = `($6::text IS NULL OR ${ofExternalId})`;
const anyEmail = `($7::text IS NULL OR ${ofEmail})`;

function listStatement(name: string, ...filters: readonly string[]) {
  return statement<ListCustomersParams, CustomerRow>(
    name,
    `
SELECT ${customerColumns}
FROM customers
WHERE user_id = $1::uuid AND is_test = $2::boolean
  AND (updated_at, id) < (coalesce($4::timestamptz, 'infinity'), $5::uuid)
  AND ${filters.join(" AND ")}
ORDER BY updated_at DESC, id DESC
LIMIT $3::int
`,
  );
}

/**
 * One page of a dealer's customers of one mode, newest change first; a keyset page with the guarantees of
 * `list_orders`.
 *
 * `$1` dealer · `$2` test or live · `$3` most rows · `$4`, `$5` `updated_at` and id of the previous page's last row ·
 * `$6` external id · `$7` e-mail address, whatever its case.
 */
export const listCustomers = listStatement("list_customers", anyExternalId, anyEmail);

/** {@link listCustomers} with an external id, through the index of those. */
export const listCustomersByExternalId = listStatement(
  "list_customers_by_external_id",
  ofExternalId,
  anyEmail,
);

/** {@link listCustomers} with an e-mail address, through the index of those. */
export const listCustomersByEmail = listStatement("list_customers_by_email", anyExternalId, ofEmail);

/** One customer of a dealer and mode, or nothing: another dealer's or mode's customer is the same as none. */
export const getCustomer = statement<readonly [userId: string, isTest: boolean, id: string], CustomerRow>(
  "get_customer",
  `SELECT ${customerColumns} FROM customers WHERE user_id = $1::uuid AND is_test = $2::boolean AND id = $3::uuid`,
);
