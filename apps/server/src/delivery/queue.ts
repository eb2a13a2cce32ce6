import type { AttemptResult, Transition } from "./outcome.ts";
import type { Dispatch } from "./send.ts";

/** A delivery that this worker holds under a lease. */
export interface LeasedDelivery extends Dispatch {
  endpointId: string;
  /** Its endpoint had more due than free slots when it was claimed. */
  fromBacklog: boolean;
  /** Since when it has been due, in ms since the Unix epoch by this process's clock. */
  dueSince: number;
  /** The fencing token: an outcome recorded under it counts only while the lease is still this worker's. */
  leaseToken: string;
  /**
   * Until when the attempt may begin, by `performance.now()`: one that begins later could still be under way when the lease
   * has ended and another worker makes it.
   */
  sendBy: number;
  /** If this attempt fails, no other follows, whatever the schedule: it was asked for after the delivery was given up. */
  isLast: boolean;
}

/** The queue will never take these outcomes as they are: one of them is the fault, and asking again is of no use. */
export class RefusedOutcomesError extends Error {
  override name = "RefusedOutcomesError";
}

/** What the runner asks for. */
export interface ClaimRequest {
  /** The most deliveries to take. */
  limit: number;
  /**
   * How many of them may go to endpoints that have something in flight already, or get more than one: the rest is kept for
   * those that have nothing, so that many that hang do not take all of a worker.
   */
  sharedLimit: number;
  /** Endpoints that have deliveries in flight here, and how many. */
  inFlight: ReadonlyMap<string, number>;
}

/** What a claim came to. */
export interface Claimed {
  deliveries: readonly LeasedDelivery[];
  /** Whether more may be due that could be taken at once, if there is room within the limits. */
  isMoreDue: boolean;
  /** Endpoints that have more due than free slots: worth another claim when one of their deliveries has ended. */
  fullEndpoints: ReadonlySet<string>;
}

/** What an attempt came to. */
export interface Outcome {
  delivery: LeasedDelivery;
  result: AttemptResult;
  transition: Transition;
}

/**
 * Where due deliveries come from and where outcomes go: all that the runner knows of storage. Another engine can take
 * over dispatch by implementing this, and the rest stays as it is.
 */
export interface DeliveryQueue {
  /**
   * Takes due deliveries under a lease, earliest first. Those of an endpoint whose slots are all taken, here or by other
   * workers, wait, and hold up no other's.
   */
  claim(request: ClaimRequest): Promise<Claimed>;

  /** Gives back what was claimed and not sent: others may claim it. */
  release(deliveries: readonly LeasedDelivery[]): Promise<void>;

  /**
   * Records outcomes, all or none.
   *
   * @returns the ids of the deliveries that were recorded; the others had lost their lease.
   * @throws {RefusedOutcomesError} when one of them cannot be recorded; anything else means: not now.
   */
  record(outcomes: readonly Outcome[]): Promise<ReadonlySet<string>>;

  /**
   * Calls `onDue` whenever something may have become due, until {@link close}. A hint: the runner polls as well.
   */
  listen(onDue: () => void): void;

  /** Stops listening and lets go of every connection. */
  close(): Promise<void>;
}
