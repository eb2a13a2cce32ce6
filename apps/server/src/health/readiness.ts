import { isMigrated, migrationNames, type run } from "@wth/database";
import type { Log } from "../log.ts";

/** How long a verdict counts, in ms: however often anybody asks, the database is not asked more often. */
const KEPT_MS = 1_000;

/** Why a process cannot work. */
export type Unreadiness = "database_unreachable" | "migrations_missing";

/** What a {@link Readiness} works with. */
export interface ReadinessOptions {
  pool: Parameters<typeof run>[0];
  log: Log;
  /** A clock in ms that only goes forward. */
  now?: () => number;
}

/** Whether this process can work: its database is reachable, and has this release's migrations. */
export class Readiness {
  readonly #pool: ReadinessOptions["pool"];
  readonly #log: Log;
  readonly #now: () => number;
  #verdict: Promise<Unreadiness | null> = Promise.resolve(null);
  #keptUntil = Number.NEGATIVE_INFINITY;
  /** This release's migrations, once they were read. */
  #migrations: readonly string[] | null = null;
  /** What was found last; only a change is logged. */
  #last: Unreadiness | null = null;

  constructor({ pool, log, now = () => performance.now() }: ReadinessOptions) {
    this.#pool = pool;
    this.#log = log;
    this.#now = now;
  }

  /** Never rejects: null when it can work, else why not. */
  check(): Promise<Unreadiness | null> {
    if (this.#now() < this.#keptUntil) return this.#verdict;
    // Whoever asks while the database is being asked gets the same answer.
    this.#keptUntil = Number.POSITIVE_INFINITY;
    this.#verdict = this.#ask().finally(() => {
      this.#keptUntil = this.#now() + KEPT_MS;
    });
    return this.#verdict;
  }

  async #ask(): Promise<Unreadiness | null> {
    try {
      this.#migrations ??= await migrationNames();
      return this.#note((await isMigrated(this.#pool, this.#migrations)) ? null : "migrations_missing");
    } catch (error) {
      return this.#note("database_unreachable", error);
    }
  }

  #note(verdict: Unreadiness | null, err?: unknown): Unreadiness | null {
    if (verdict === this.#last) return verdict;
    this.#last = verdict;
    if (verdict === null) this.#log.info("Ready again.");
    else this.#log.warn({ reason: verdict, err }, "Not ready: requests and deliveries have to wait.");
    return verdict;
  }
}
