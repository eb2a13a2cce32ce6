import { statement } from "../statement.ts";
import { type CustomerRow, customerColumns } from "./list-customers.ts";

/**
 * One page of a dealer's clients for the dashboard, newest change first; a keyset page with the guarantees of
 * `list_orders`. The text is looked for as it is, whatever its case: nothing in it is a pattern.
 *
 * `$1` dealer · `$2` most rows · `$3` whether test clients are among them · `$4`, `$5` `updated_at` and id of the
 * previous page's last row · `$6` a text that is in the name, the e-mail address, the phone number or the external id.
 */
export const listClients = statement<
  readonly [
    userId: string,
    limit: number,
    withTest: boolean,
    cursorUpdatedAt: Date | null,
    cursorId: string | null,
    text: string | null,
  ],
  CustomerRow
>(
  "list_clients",
  `
SELECT ${customerColumns}
FROM customers
WHERE user_id = $1::uuid AND (NOT is_test OR $3::boolean)
  AND (updated_at, id) < (coalesce($4::timestamptz, 'infinity'), $5::uuid)
  AND ($6::text IS NULL OR position(lower($6::text) IN lower(concat_ws(E'\\n', name, email, phone, external_id))) > 0)
ORDER BY updated_at DESC, id DESC
LIMIT $2::int
`,
);

/** One client of a dealer, of either mode, or nothing: another dealer's client is the same as none. `$1` dealer · `$2` client. */
export const getClient = statement<readonly [userId: string, id: string], CustomerRow>(
  "get_client",
  `SELECT ${customerColumns} FROM customers WHERE user_id = $1::uuid AND id = $2::uuid`,
);
