import { randomUUID } from "node:crypto";
import {
  type ClaimedDelivery,
  claimDueDeliveries,
  type Database,
  DELIVERY_DUE_CHANNEL,
  parkBacklog,
  recordOutcomes,
  run,
  type Subscription,
} from "@wth/database";
import { formatEventId } from "../events/event-id.ts";
import type { Log } from "../log.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { secretContext } from "../secrets/webhook-secret.ts";
import {
  type ClaimRequest,
  type DeliveryQueue,
  type LeasedDelivery,
  type Outcome,
  RefusedOutcomesError,
} from "./queue.ts";
import { WRITERS } from "./recorder.ts";
import { type SigningSecret, signingSecret } from "./sign.ts";

/** How far parking looks: past everything that several workers can have in flight. */
const PARKING_WINDOW = 4_000;
/** So few that each statement is over in some milliseconds. */
const PARKED_AT_ONCE = 500;
const PARK_AGAIN_MS = 1_000;
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
  #onDue = () => {};
  #parking: Promise<void> | null = null;
  #parkAgainAt = 0;
  #closing = false;

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
    const leaseToken = randomUUID();
    const newestOnly = this.#parking !== null;
    const claim = { ...request, leaseToken, leaseSeconds, slots, newestOnly };
    const { deliveries, isCrowded } = await claimDueDeliveries(this.#claims, claim);
    if (isCrowded && performance.now() >= this.#parkAgainAt) this.#parking ??= this.#park();
    return deliveries.flatMap((row) => this.#lease(row, leaseToken) ?? []);
  }

  /** Moves a backlog out of the way, beside the claims and some rows at a time, so that these need not wait for it. */
  async #park(): Promise<void> {
    const { database, endpointConcurrency, log } = this.#options;
    const window = [PARKING_WINDOW, endpointConcurrency, PARKED_AT_ONCE] as const;
    let parked = 0;
    try {
      for (let last = 1; last > 0 && !this.#closing; parked += last)
        last = (await run(database.pool, parkBacklog, window)).length;
      log.info({ parked }, "A backlog has been moved out of the way of other endpoints.");
    } catch (error) {
      log.warn(
        { err: error },
        "A backlog could not be moved out of the way; trying again with a later claim.",
      );
    }
    this.#parking = null;
    // What stood behind it can be claimed now. If nothing could be parked, slots have to come free first.
    if (parked > 0) this.#onDue();
    else this.#parkAgainAt = performance.now() + PARK_AGAIN_MS;
  }

  async record(outcomes: readonly Outcome[]): Promise<ReadonlySet<string>> {
    const rows = outcomes.map(({ delivery, result, transition }) => ({
      ...result,
      deliveryId: delivery.deliveryId,
      leaseToken: delivery.leaseToken,
      url: delivery.url,
      status: transition.status,
      retryAfterSeconds: transition.status === "failed" ? transition.wait : null,
    }));
    try {
      return await recordOutcomes(this.#records, rows);
    } catch (cause) {
      throw isRefusal(cause)
        ? new RefusedOutcomesError("The database refuses an outcome.", { cause })
        : cause;
    }
  }

  listen(onDue: () => void): void {
    this.#onDue = onDue;
    this.#wakeUps = this.#options.database.notifications.listen(DELIVERY_DUE_CHANNEL, {
      onNotify: onDue,
      // Something may have become due while nobody listened.
      onListening: onDue,
      // The runner polls anyway.
      onLost: () => {},
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#wakeUps?.close();
    await this.#parking;
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
    // By endpoint: a sealed text that was copied to another one's row must not open there.
    const place = `${endpointId} ${sealed}`;
    const cached = this.#secrets.get(place);
    if (cached !== undefined) return cached;
    const opened = signingSecret(this.#options.keyring.open(sealed, secretContext(endpointId)));
    if (this.#secrets.size >= SECRET_CACHE_SIZE) {
      const [oldest] = this.#secrets.keys();
      if (oldest !== undefined) this.#secrets.delete(oldest);
    }
    this.#secrets.set(place, opened);
    return opened;
  }
}

/** Whether the database found fault with what it was given: SQLSTATE classes of data, constraints, and triggers. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(22|23|P0)/.test(String(error.code));
}
