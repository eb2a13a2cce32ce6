import { timingSafeEqual } from "node:crypto";
import type { ApiKeyOwner } from "@wth/database";

/** What tests turn. */
export interface KeyCacheOptions {
  /** How long an owner is kept, in ms; 0 keeps none. */
  ttlMs: number;
  /** The most owners that are kept. */
  size?: number;
  /** A clock in ms that only goes forward. */
  now?: () => number;
}

/** A look into the database that has begun: what it finds is only kept if nothing was said to have changed since. */
export interface Lookup {
  readonly startedAt: number;
  readonly generation: number;
}

interface Entry {
  owner: ApiKeyOwner;
  expiresAt: number;
}

const SIZE = 10_000;

/**
 * Keeps the owners of keys for a moment, for as long as it would hear of their changes. It is off until
 * {@link KeyCache.on} and from {@link KeyCache.off} on.
 *
 * Guarantee: an owner that was read before a change is not handed out once {@link KeyCache.forget} has been told of the
 * change, nor longer than `ttlMs` after it was read. That holds also for a lookup that read the old row and comes back
 * only after the change was told: telling begins a new generation, and lookups of an older one are not kept.
 */
export class KeyCache {
  readonly #ttlMs: number;
  readonly #size: number;
  readonly #now: () => number;
  /** By the key's prefix, which is no secret; two keys of one prefix take turns. */
  readonly #entries = new Map<string, Entry>();
  /** For each integration, the prefixes that its keys are kept under. */
  readonly #prefixes = new Map<string, Set<string>>();
  #generation = 0;
  #isOn = false;

  constructor({ ttlMs, size = SIZE, now = () => performance.now() }: KeyCacheOptions) {
    this.#ttlMs = ttlMs;
    this.#size = size;
    this.#now = now;
  }

  /** The owner that is kept for a key, if any; hashes are compared in constant time. */
  get(prefix: string, hash: Buffer): ApiKeyOwner | undefined {
    const entry = this.#entries.get(prefix);
    if (entry === undefined || entry.expiresAt <= this.#now()) return undefined;
    return timingSafeEqual(entry.owner.key_hash, hash) ? entry.owner : undefined;
  }

  /** To be called before the database is asked, for {@link KeyCache.keep}. */
  begin(): Lookup {
    return { startedAt: this.#now(), generation: this.#generation };
  }

  /** Keeps what a lookup found, unless it may be out of date. */
  keep(prefix: string, owner: ApiKeyOwner, { startedAt, generation }: Lookup): void {
    if (!this.#isOn || this.#ttlMs === 0 || generation !== this.#generation) return;
    // Owners expire by themselves, so what is kept is worth little: no need to choose.
    if (this.#entries.size >= this.#size) this.#clear();
    this.#entries.set(prefix, { owner, expiresAt: startedAt + this.#ttlMs });
    const prefixes = this.#prefixes.get(owner.integration_id) ?? new Set();
    this.#prefixes.set(owner.integration_id, prefixes.add(prefix));
  }

  /** Something has changed that the owners of this integration's keys were read from. */
  forget(integrationId: string): void {
    this.#generation += 1;
    for (const prefix of this.#prefixes.get(integrationId) ?? []) this.#entries.delete(prefix);
    this.#prefixes.delete(integrationId);
  }

  /** From now on every change is told. */
  on(): void {
    this.#generation += 1;
    this.#isOn = true;
  }

  /** Changes may go untold from now on: nothing is kept. */
  off(): void {
    this.#generation += 1;
    this.#isOn = false;
    this.#clear();
  }

  #clear(): void {
    this.#entries.clear();
    this.#prefixes.clear();
  }
}
