import { timingSafeEqual } from "node:crypto";
import { type Database, findPartnerKey, run } from "@wth/database";
import type { Lockout } from "../authentication/lockout.ts";
import { BEARER, hashApiKey } from "../http/authenticate.ts";
import { ApiError } from "../http/errors.ts";
import { retryAfter } from "../rate-limit/rate-limiter.ts";
import { isPartnerKey, prefixOf } from "./keys.ts";
import type { PartnerCaller } from "./operation.ts";

const FORMS =
  "`Bearer sk_branch_…`, `Bearer sk_personal_…` or `Bearer pk_…`, each with 32 letters and digits";

/** What the messages of the catalogue say of the integration's key, said of a partner's. */
const MESSAGES = {
  missing_authorization: `No API key was sent. Send the partner key as \`Authorization\`: ${FORMS}.`,
  malformed_authorization: `The Authorization header is not of one of the forms ${FORMS}.`,
  invalid_api_key:
    "This partner key is not valid. It may have been revoked. Use a current key of the partner.",
} as const;

/**
 * Finds the caller by the partner key in `Authorization: Bearer …`. The database is asked each time, so that a revoked key
 * stops working with the commit. A wrong key, well-formed but nobody's, counts against the network that it comes from,
 * together with the wrong keys of the public API.
 *
 * @param clientNetwork where the request comes from; asked for wrong keys only.
 * @throws {ApiError} `missing_authorization`, `malformed_authorization`, `invalid_api_key`, or, during a lockout,
 *   `too_many_failed_authentications` with `Retry-After`.
 */
export async function authenticatePartner(
  { database, lockout }: { database: Database; lockout: Lockout },
  authorization: string | undefined,
  clientNetwork: () => string,
): Promise<PartnerCaller> {
  if (authorization === undefined || authorization.trim() === "") throw refusal("missing_authorization");
  const key = BEARER.exec(authorization)?.[1];
  if (key === undefined || !isPartnerKey(key)) throw refusal("malformed_authorization");
  const hash = hashApiKey(key);
  const [row] = await run(database.pool, findPartnerKey, [prefixOf(key), hash]);
  if (row === undefined || !timingSafeEqual(row.key_hash, hash)) {
    const lockedMs = await lockout.note(clientNetwork());
    if (lockedMs === 0) throw refusal("invalid_api_key");
    throw new ApiError("too_many_failed_authentications", { headers: retryAfter(lockedMs) });
  }
  return {
    keyId: row.id,
    partnerId: row.partner_id,
    type: row.type,
    scope: [row.branch_id, row.user_id],
  };
}

function refusal(code: keyof typeof MESSAGES): ApiError {
  return new ApiError(code, { message: MESSAGES[code] });
}
