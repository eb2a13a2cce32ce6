import { randomUUID } from "node:crypto";
import { type ClaimedDelivery, claimDueDeliveries, type Database, recordOutcomes, run } from "@wth/database";
import type pg from "pg";
import { formatEventId } from "../events/event-id.ts";
import type { Log } from "../log.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { secretContext } from "../secrets/webhook-secret.ts";
import { Listener } from "./listener.ts";
import type { DeliveryQueue, LeasedDelivery, Outcome } from "./queue.ts";
import { type SigningSecret, signingSecret } from "./sign.ts";

/** How many opened secrets are kept ready; the oldest goes first. */
const SECRET_CACHE_SIZE = 10_000;

/** Settings of the queue; see config.ts. */
export interface PostgresQueueOptions {
  database: Database;
  keyring: Keyring;
  log: Log;
  leaseSeconds: number;
  /** The most deliveries in flight to one endpoint. */
  endpointConcurrency: number;
}

/** The queue in PostgreSQL: `FOR UPDATE SKIP LOCKED` to claim, NOTIFY to wake. */
export class PostgresQueue implements DeliveryQueue {
  readonly #options: PostgresQueueOptions;
  readonly #secrets = new Map<string, SigningSecret>();
  /**
   * Claims need not reach the disk: if the database crashes and forgets one, the delivery is claimed again and the
   * first claimer's outcome is refused for its token, like that of any attempt in flight at a crash.
   */
  readonly #claims: pg.Pool;
  #listener: Listener | null = null;

  constructor(options: PostgresQueueOptions) {
    this.#options = options;
    this.#claims = options.database.openPool({
      application_name: "wth-claims",
      options: "-c synchronous_commit=off -c plan_cache_mode=force_generic_plan",
      max: 1,
    });
  }

  async claim(limit: number, inFlight: ReadonlyMap<string, number>): Promise<LeasedDelivery[]> {
    const { leaseSeconds, endpointConcurrency } = this.#options;
    const leaseToken = randomUUID();
    const claimed = await run(this.#claims, claimDueDeliveries, [
      leaseToken,
      leaseSeconds,
      limit,
      endpointConcurrency,
      [...inFlight].flatMap(([endpointId, count]) => (count >= endpointConcurrency ? endpointId : [])),
      [...inFlight.keys()],
      [...inFlight.values()],
    ]);
    return claimed.flatMap((row) => this.#lease(row, leaseToken) ?? []);
  }

  async record(outcomes: readonly Outcome[]): Promise<ReadonlySet<string>> {
    const rows = await run(this.#options.database.pool, recordOutcomes, [
      outcomes.map(({ delivery }) => delivery.deliveryId),
      outcomes.map(({ delivery }) => delivery.leaseToken),
      outcomes.map(({ transition }) => transition.status),
      outcomes.map(({ transition }) => (transition.status === "failed" ? transition.wait : null)),
      outcomes.map(({ result }) => result.attemptedAt),
      outcomes.map(({ result }) => result.durationMs),
      outcomes.map(({ result }) => result.responseStatus),
      outcomes.map(({ result }) => result.responseHeaders),
      outcomes.map(({ result }) => result.responseBody),
      outcomes.map(({ result }) => result.error),
      outcomes.map(({ delivery }) => delivery.url),
    ]);
    return new Set(rows.map(({ delivery_id }) => delivery_id));
  }

  listen(onDue: () => void): void {
    this.#listener = new Listener(this.#options.database.url, this.#options.log, onDue);
  }

  async close(): Promise<void> {
    await this.#listener?.close();
    await this.#claims.end();
  }

  /** Null when it cannot be sent now: its lease then runs out and it is claimed again. */
  #lease(row: ClaimedDelivery, leaseToken: string): LeasedDelivery | null {
    const eventId = formatEventId(row.event_id);
    const sealed = row.previous_secret === null ? [row.secret] : [row.secret, row.previous_secret];
    try {
      return {
        deliveryId: row.delivery_id,
        eventId,
        eventType: row.event_type,
        attempt: row.attempt,
        url: row.url,
        secrets: sealed.map((each) => this.#open(each, row.endpoint_id)),
        payload: row.payload,
        endpointId: row.endpoint_id,
        leaseToken,
      };
    } catch (error) {
      const ids = { event_id: eventId, delivery_id: row.delivery_id };
      this.#options.log.error(
        { ...ids, err: error },
        "The delivery waits: its signing secret cannot be opened.",
      );
      return null;
    }
  }

  #open(sealed: string, endpointId: string): SigningSecret {
    const cached = this.#secrets.get(sealed);
    if (cached !== undefined) return cached;
    const opened = signingSecret(this.#options.keyring.open(sealed, secretContext(endpointId)));
    if (this.#secrets.size >= SECRET_CACHE_SIZE) {
      const [oldest] = this.#secrets.keys();
      if (oldest !== undefined) this.#secrets.delete(oldest);
    }
    this.#secrets.set(sealed, opened);
    return opened;
  }
}
