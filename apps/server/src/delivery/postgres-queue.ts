import { randomUUID } from "node:crypto";
import {
  type ClaimedDelivery,
  claimDueDeliveries,
  type Database,
  DELIVERY_DUE_CHANNEL,
  recordOutcomes,
  run,
  type Subscription,
} from "@wth/database";
import { formatEventId } from "../events/event-id.ts";
import type { Log } from "../log.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { secretContext } from "../secrets/webhook-secret.ts";
import type { ClaimRequest, DeliveryQueue, LeasedDelivery, Outcome } from "./queue.ts";
import { WRITERS } from "./recorder.ts";
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
  readonly #claims: Database["pool"];
  /** One plan fits every batch: planning anew would cost a fifth of the statement. */
  readonly #records: Database["pool"];
  #wakeUps: Subscription | null = null;

  constructor(options: PostgresQueueOptions) {
    this.#options = options;
    this.#claims = options.database.openPool({
      application_name: "wth-claims",
      options: "-c synchronous_commit=off -c plan_cache_mode=force_generic_plan",
      max: 1,
    });
    this.#records = options.database.openPool({
      application_name: "wth-records",
      options: "-c plan_cache_mode=force_generic_plan",
      max: WRITERS,
    });
  }

  async claim(request: ClaimRequest): Promise<LeasedDelivery[]> {
    const { leaseSeconds, endpointConcurrency: slots } = this.#options;
    for (;;) {
      const leaseToken = randomUUID();
      const claim = { ...request, leaseToken, leaseSeconds, slots };
      const { deliveries, parked } = await claimDueDeliveries(this.#claims, claim);
      // A backlog was in the way: what stands behind it comes with one of the next claims.
      if (deliveries.length === 0 && parked > 0) continue;
      return deliveries.flatMap((row) => this.#lease(row, leaseToken) ?? []);
    }
  }

  async record(outcomes: readonly Outcome[]): Promise<ReadonlySet<string>> {
    return recordOutcomes(
      this.#records,
      outcomes.map(({ delivery, result, transition }) => ({
        ...result,
        deliveryId: delivery.deliveryId,
        leaseToken: delivery.leaseToken,
        url: delivery.url,
        status: transition.status,
        retryAfterSeconds: transition.status === "failed" ? transition.wait : null,
      })),
    );
  }

  listen(onDue: () => void): void {
    this.#wakeUps = this.#options.database.notifications.listen(DELIVERY_DUE_CHANNEL, {
      onNotify: onDue,
      // Something may have become due while nobody listened.
      onListening: onDue,
      // The runner polls anyway.
      onLost: () => {},
    });
  }

  async close(): Promise<void> {
    this.#wakeUps?.close();
    await this.#claims.end();
    await this.#records.end();
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
        fromBacklog: row.from_backlog,
        leaseToken,
        isLast: row.is_last,
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
