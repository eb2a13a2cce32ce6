import type { Database } from "@wth/database";
import { KeyOwners } from "./authentication/key-owners.ts";
import { LOCKOUT_RULE, type Lockout, type LockoutRule, MemoryLockout } from "./authentication/lockout.ts";
import { SharedLockout } from "./authentication/shared-lockout.ts";
import type { SessionLimits } from "./dashboard/limits.ts";
import type { Authentication } from "./http/authenticate.ts";
import type { Log } from "./log.ts";
import { MemoryRateLimiter } from "./rate-limit/memory-rate-limiter.ts";
import { RATE_LIMIT_WINDOW_MS, type RateLimiter } from "./rate-limit/rate-limiter.ts";
import { SharedRateLimiter } from "./rate-limit/shared-rate-limiter.ts";
import { SharedRedis } from "./redis/shared-redis.ts";
import type { ApiVersions } from "./versions/api-versions.ts";

/** What decides whether a caller comes in, before its request is looked at any closer. */
export interface Admission {
  authentication: Authentication;
  rateLimiter: RateLimiter;
  /** A lockout of another kind, counted where the others are. */
  lockout(name: string, rule: LockoutRule): Lockout;
  /** Null when each process counts by itself. */
  redis: SharedRedis | null;
  close(): Promise<void>;
}

/** The product's limits, which tests shorten. */
export interface Limits extends SessionLimits {
  rateLimitWindowMs?: number;
  lockout?: LockoutRule;
  keyCacheMs?: number;
}

/** What admission works with. */
export interface AdmissionOptions {
  database: Database;
  log: Log;
  versions: ApiVersions;
  /** Where all processes count together; null when each counts by itself. */
  redisUrl: string | null;
  redisTimeoutMs: number;
  limits: Limits;
}

/** Puts together what counts and remembers: in Redis if there is one, in this process otherwise. */
export async function startAdmission({
  database,
  log,
  versions,
  redisUrl,
  redisTimeoutMs,
  limits: { rateLimitWindowMs: windowMs = RATE_LIMIT_WINDOW_MS, lockout: rule = LOCKOUT_RULE, keyCacheMs },
}: AdmissionOptions): Promise<Admission> {
  const owners = new KeyOwners(database, keyCacheMs);
  const rateLimiter = new MemoryRateLimiter({ windowMs });
  if (redisUrl === null) {
    const authentication = { owners, lockout: new MemoryLockout({ rule }), versions };
    return {
      authentication,
      rateLimiter,
      lockout: (_name, other) => new MemoryLockout({ rule: other }),
      redis: null,
      close: async () => owners.close(),
    };
  }
  const redis = await SharedRedis.start(redisUrl, log, redisTimeoutMs);
  const shared = (name: string, other: LockoutRule) =>
    new SharedLockout(redis, new MemoryLockout({ rule: other }), other, name);
  return {
    authentication: { owners, lockout: shared("wrong-keys", rule), versions },
    rateLimiter: new SharedRateLimiter(redis, rateLimiter, windowMs),
    lockout: shared,
    redis,
    close: async () => {
      owners.close();
      await redis.close();
    },
  };
}
