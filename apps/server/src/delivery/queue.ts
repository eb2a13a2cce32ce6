import type { AttemptResult, Transition } from "./outcome.ts";
import type { Dispatch } from "./send.ts";

/** A delivery that this worker holds under a lease. */
export interface LeasedDelivery extends Dispatch {
  endpointId: string;
  /** It waited in a backlog that its endpoint cannot keep up with. */
  fromBacklog: boolean;
  /** The fencing token: an outcome recorded under it counts only while the lease is still this worker's. */
  leaseToken: string;
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
  /** The most of them out of backlogs. */
  backlogLimit: number;
  /** Endpoints that have deliveries in flight here, and how many. */
  inFlight: ReadonlyMap<string, number>;
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
   * Takes due deliveries under a lease, earliest first. Those of an endpoint whose slots are all taken wait, and hold up
   * no other's.
   */
  claim(request: ClaimRequest): Promise<LeasedDelivery[]>;

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
