import { timingSafeEqual } from "node:crypto";
import {
  type ApiKeyOwner,
  type Database,
  findApiKey,
  KEY_OWNER_CHANGED_CHANNEL,
  run,
  type Subscription,
} from "@wth/database";
import { KeyCache } from "./key-cache.ts";

/** How long an owner is kept when nothing is said to have changed. */
export const KEY_CACHE_MS = 5_000;
/** `last_used_at` is never further behind than this. */
const LAST_USED_MS = 60_000;

/**
 * Finds out whom a key belongs to.
 *
 * Guarantee: a change (a new key, plan, mode, version or limit, switching on or off) counts for every request that
 * comes after PostgreSQL has told this process of it, a few milliseconds after the commit, in whichever process it was
 * made; and for every request that comes {@link KEY_CACHE_MS} after the commit, whatever became of the telling. While
 * the connection that hears of changes is down, nothing is kept, and each change counts with its commit.
 */
export class KeyOwners {
  readonly #database: Pick<Database, "pool">;
  readonly #cache: KeyCache;
  readonly #noteAfterSeconds: number;
  readonly #changes: Subscription;
  /** Lookups so far that memory answered; for metrics. */
  hits = 0;
  /** Lookups so far that the database was asked for; for metrics. */
  misses = 0;

  /** @param cacheMs how long an owner is kept at most; 0 keeps none. */
  constructor(database: Pick<Database, "pool" | "notifications">, cacheMs: number = KEY_CACHE_MS) {
    this.#database = database;
    this.#cache = new KeyCache({ ttlMs: cacheMs });
    // A request that is answered from memory notes no use: the one before it has to note it so much sooner.
    this.#noteAfterSeconds = Math.max(0, LAST_USED_MS - cacheMs) / 1000;
    this.#changes = database.notifications.listen(KEY_OWNER_CHANGED_CHANNEL, {
      onNotify: (integrationId) => this.#cache.forget(integrationId),
      onListening: () => this.#cache.on(),
      onLost: () => this.#cache.off(),
    });
  }

  /**
   * The owner of a live key. A key that nobody owns is looked up anew each time.
   *
   * @param hash SHA-256 of the whole key.
   */
  async find(prefix: string, hash: Buffer): Promise<ApiKeyOwner | undefined> {
    const kept = this.#cache.get(prefix, hash);
    if (kept !== undefined) {
      this.hits += 1;
      return kept;
    }
    this.misses += 1;
    const lookup = this.#cache.begin();
    const [owner] = await run(this.#database.pool, findApiKey, [prefix, hash, this.#noteAfterSeconds]);
    if (owner === undefined || !timingSafeEqual(owner.key_hash, hash)) return undefined;
    this.#cache.keep(prefix, owner, lookup);
    return owner;
  }

  /** Keeps and hears nothing any more. */
  close(): void {
    this.#changes.close();
    this.#cache.off();
  }
}
