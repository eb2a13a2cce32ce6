import { hash } from "node:crypto";
import type { KeyOwners } from "../authentication/key-owners.ts";
import type { Lockout } from "../authentication/lockout.ts";
import { DEFAULT_RATE_LIMIT, retryAfter } from "../rate-limit/rate-limiter.ts";
import type { ApiVersions } from "../versions/api-versions.ts";
import type { PinnedVersion } from "../versions/pinned-version.ts";
import { ApiError } from "./errors.ts";

/** A bearer token (RFC 6750, 2.1). */
export const BEARER = /^Bearer +(\S+) *$/i;
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
  /** The version that the integration is pinned to. */
  apiVersion: PinnedVersion;
  /** Whether there can be partners who are told of the dealer's changes. */
  hasPartners: boolean;
  /** Tokens a minute. */
  rateLimit: number;
}

/** SHA-256 of a key: what is stored of it. */
export function hashApiKey(key: string): Buffer {
  return hash("sha256", key, "buffer");
}

/** What tells right keys from wrong ones. */
export interface Authentication {
  owners: KeyOwners;
  lockout: Lockout;
  versions: ApiVersions;
}

/**
 * Finds the caller by the key in `Authorization: Bearer wth_…` (RFC 6750, 2.1). A right key always passes; a wrong one,
 * well-formed but nobody's, counts against the network that it comes from.
 *
 * @param clientNetwork where the request comes from; asked for wrong keys only.
 * @throws {ApiError} `missing_authorization`, `malformed_authorization`, `invalid_api_key`, or, during a lockout,
 *   `too_many_failed_authentications` with `Retry-After`.
 * @throws {UnknownVersionError} when its integration is pinned to a version that this server does not have.
 */
export async function authenticate(
  { owners, lockout, versions }: Authentication,
  authorization: string | undefined,
  clientNetwork: () => string,
): Promise<Caller> {
  if (authorization === undefined || authorization.trim() === "") throw new ApiError("missing_authorization");
  const key = BEARER.exec(authorization)?.[1];
  if (key === undefined || !API_KEY.test(key)) throw new ApiError("malformed_authorization");

  const owner = await owners.find(key.slice(0, KEY_PREFIX_LENGTH), hashApiKey(key));
  if (owner === undefined) {
    const lockedMs = await lockout.note(clientNetwork());
    if (lockedMs === 0) throw new ApiError("invalid_api_key");
    throw new ApiError("too_many_failed_authentications", { headers: retryAfter(lockedMs) });
  }
  return {
    integrationId: owner.integration_id,
    userId: owner.user_id,
    plan: owner.plan,
    isEnabled: owner.is_enabled,
    isTestMode: owner.is_test_mode,
    livemode: owner.kind === "main" && !owner.is_test_mode,
    apiVersion: versions.pinned(owner.api_version),
    hasPartners: owner.has_partners,
    rateLimit: owner.rate_limit_per_minute ?? DEFAULT_RATE_LIMIT,
  };
}

/**
 * Why a caller may not use the API, if it may not: it takes the Business plan, and an enabled integration.
 *
 * @param evenDisabled for `/me`, which tells a disabled integration that it is.
 * @returns `plan_required`, `integration_disabled`, or null.
 */
export function refusalOf(caller: Caller, evenDisabled: boolean): ApiError | null {
  if (caller.plan === "starter") return new ApiError("plan_required");
  if (!caller.isEnabled && !evenDisabled) return new ApiError("integration_disabled");
  return null;
}
