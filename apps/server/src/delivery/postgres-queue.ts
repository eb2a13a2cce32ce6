import { randomUUID } from "node:crypto";
import {
  type ClaimedDelivery,
  claimDueDeliveries,
  type Database,
  DELIVERY_DUE_CHANNEL,
  forgetWorker,
  QUEUE_PLANS,
  RECORD_PLANS,
  recordOutcomes,
  releaseLeases,
  run,
  type Subscription,
} from "@wth/database";
import { formatEventId } from "../events/event-id.ts";
import type { Log } from "../log.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { EndpointSecrets } from "./endpoint-secrets.ts";
import {
  type Claimed,
  type ClaimRequest,
  type DeliveryQueue,
  type LeasedDelivery,
  type Outcome,
  RefusedOutcomesError,
} from "./queue.ts";
import { WRITERS } from "./recorder.ts";

/** For how long claims go by endpoint after one was crowded. */
const BY_ENDPOINT_MS = 1_000;
/** So many of these are made in a row, while they find nothing and have not seen every endpoint, but only so often. */
const STEPS = 8;
const STEPS_AGAIN_MS = 100;
/** Before the first endpoint. */
const START = "00000000-0000-0000-0000-000000000000";
/** Settings of the queue; see config.ts. */
export interface PostgresQueueOptions {
  database: Database;
  keyring: Keyring;
  log: Log;
  leaseSeconds: number;
  /** The deadline of an attempt. */
  attemptTimeoutMs: number;
  /** The most deliveries in flight to one endpoint, over all workers. */
  endpointConcurrency: number;
}

/** The queue in PostgreSQL: claims in turn, NOTIFY to wake. */
export class PostgresQueue implements DeliveryQueue {
  readonly #options: PostgresQueueOptions;
  readonly #secrets: EndpointSecrets;
  /** Names this worker to the others, which count what it has in flight. */
  readonly #workerId = randomUUID();
  /** How many in flight the others know of; NaN while that is unknown. */
  #published = 0;
  /** Until when claims go by endpoint, and behind which one the next begins. */
  #byEndpointUntil = 0;
  #after = START;
  #stepsAgainAt = 0;
  /**
   * Claims need not reach the disk: if the database crashes and forgets one, the delivery is claimed again and the
   * first claimer's outcome is refused for its token, like that of any attempt in flight at a crash.
   */
  readonly #claims: Database["pool"];
  readonly #records: Database["pool"];
  #wakeUps: Subscription | null = null;

  constructor(options: PostgresQueueOptions) {
    this.#options = options;
    this.#secrets = new EndpointSecrets(options);
    this.#claims = options.database.openPool({
      application_name: "wth-claims",
      options: `-c synchronous_commit=off ${QUEUE_PLANS}`,
      max: 1,
    });
    this.#records = options.database.openPool({
      application_name: "wth-records",
      options: RECORD_PLANS,
      max: WRITERS,
    });
  }

  async claim(request: ClaimRequest): Promise<Claimed> {
    const now = performance.now();
    if (now < this.#byEndpointUntil) return this.#claimByEndpoint(request);
    const claimed = await this.#claim(request, null);
    if (!claimed.isCrowded) return claimed;
    this.#byEndpointUntil = now + BY_ENDPOINT_MS;
    return claimed.deliveries.length > 0 ? claimed : this.#claimByEndpoint(request);
  }

  async #claimByEndpoint(request: ClaimRequest): Promise<Claimed> {
    let claimed = await this.#claim(request, this.#after);
    if (performance.now() < this.#stepsAgainAt) return claimed;
    this.#stepsAgainAt = performance.now() + STEPS_AGAIN_MS;
    for (let step = 1; step < STEPS && claimed.deliveries.length === 0 && this.#after !== START; step += 1) {
      claimed = await this.#claim(request, this.#after);
    }
    return claimed;
  }

  async #claim(request: ClaimRequest, after: string | null): Promise<Claimed & { isCrowded: boolean }> {
    const { leaseSeconds, endpointConcurrency: slots } = this.#options;
    const workerId = this.#workerId;
    const leaseToken = randomUUID();
    const inFlight = [...request.inFlight.values()].reduce((sum, deliveries) => sum + deliveries, 0);
    const publish = inFlight !== this.#published;
    this.#published = Number.NaN;
    const claim = { ...request, leaseToken, leaseSeconds, slots, workerId, publish, after };
    const asked = { at: Date.now(), sendBy: performance.now() + this.#sendWithinMs() };
    const { rows, sawAll, isCrowded, fullEndpoints, last } = await claimDueDeliveries(this.#claims, claim);
    this.#published = inFlight + rows.length;
    if (after !== null) this.#after = last ?? START;
    const deliveries = rows.flatMap((row) => this.#lease(row, { leaseToken, fullEndpoints, ...asked }) ?? []);
    const isMoreDue = !sawAll || (after ?? START) !== START || rows.length >= request.sharedLimit;
    return { deliveries, isMoreDue, fullEndpoints, isCrowded };
  }

  /** The lease less the attempt's deadline; at least half of the lease, if a trial has shortened it. */
  #sendWithinMs(): number {
    const { leaseSeconds, attemptTimeoutMs } = this.#options;
    return Math.max(leaseSeconds * 1_000 - attemptTimeoutMs, leaseSeconds * 500);
  }

  /** Null when it cannot be sent now: its lease then runs out and it is claimed again. */
  #lease(
    row: ClaimedDelivery,
    claim: { leaseToken: string; fullEndpoints: ReadonlySet<string>; at: number; sendBy: number },
  ): LeasedDelivery | null {
    const secrets = this.#secrets.open(row);
    if (secrets === null) return null;
    return {
      deliveryId: row.delivery_id,
      eventId: formatEventId(row.event_id),
      eventType: row.event_type,
      attempt: row.attempt,
      url: row.url,
      secrets,
      payload: row.payload,
      endpointId: row.endpoint_id,
      fromBacklog: claim.fullEndpoints.has(row.endpoint_id),
      dueSince: claim.at - row.overdue_seconds * 1_000,
      leaseToken: claim.leaseToken,
      sendBy: claim.sendBy,
      isLast: row.is_last,
    };
  }

  async release(deliveries: readonly LeasedDelivery[]): Promise<void> {
    const ids = deliveries.map(({ deliveryId }) => deliveryId);
    const tokens = deliveries.map(({ leaseToken }) => leaseToken);
    await run(this.#claims, releaseLeases, [ids, tokens]);
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
    // Else the others would count what was in flight here until its leases end.
    await run(this.#claims, forgetWorker, [this.#workerId]).catch(() => {});
    await this.#claims.end();
    await this.#records.end();
  }
}

/** Whether the database found fault with what it was given: SQLSTATE classes of data, constraints, and triggers. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(22|23|P0)/.test(String(error.code));
}
