import { createHash, timingSafeEqual } from "node:crypto";
import { type Database, findApiKey, run } from "@wth/database";
import { ApiError } from "./errors.ts";

const BEARER = /^Bearer +(\S+) *$/i;
const API_KEY = /^wth_[A-Za-z0-9]{32}$/;

/** How much of a key is stored and shown. */
export const KEY_PREFIX_LENGTH = 12;

/** Who makes a request, and in which mode it acts. */
export interface Caller {
  integrationId: string;
  userId: string;
  plan: "starter" | "business" | "enterprise";
  isEnabled: boolean;
  /** The integration's own mode. */
  isTestMode: boolean;
  /** False when this request acts in test mode: by the integration's mode, or because the key is a test key. */
  livemode: boolean;
  apiVersion: string;
  /** Tokens a minute. */
  rateLimit: number | null;
}

/** SHA-256 of a key: what is stored of it. */
export function hashApiKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

/**
 * Finds the caller by the key in `Authorization: Bearer wth_…` (RFC 6750, 2.1).
 *
 * @throws {ApiError} `missing_authorization`, `malformed_authorization`, or `invalid_api_key`.
 */
export async function authenticate(database: Database, authorization: string | undefined): Promise<Caller> {
  if (authorization === undefined || authorization.trim() === "") throw new ApiError("missing_authorization");
  const key = BEARER.exec(authorization)?.[1];
  if (key === undefined || !API_KEY.test(key)) throw new ApiError("malformed_authorization");

  const hash = hashApiKey(key);
  const [owner] = await run(database.pool, findApiKey, [key.slice(0, KEY_PREFIX_LENGTH), hash]);
  if (owner === undefined || !timingSafeEqual(owner.key_hash, hash)) throw new ApiError("invalid_api_key");
  return {
    integrationId: owner.integration_id,
    userId: owner.user_id,
    plan: owner.plan,
    isEnabled: owner.is_enabled,
    isTestMode: owner.is_test_mode,
    livemode: owner.kind === "main" && !owner.is_test_mode,
    apiVersion: owner.api_version,
    rateLimit: owner.rate_limit_per_minute,
  };
}

/**
 * Lets in who may use the API: from the Business plan on, with the integration enabled.
 *
 * @param evenDisabled for `/me`, which tells a disabled integration that it is.
 * @throws {ApiError} `plan_required` or `integration_disabled`.
 */
export function admit(caller: Caller, evenDisabled: boolean): void {
  if (caller.plan === "starter") throw new ApiError("plan_required");
  if (!caller.isEnabled && !evenDisabled) throw new ApiError("integration_disabled");
}
