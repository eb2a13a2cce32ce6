import { isStaleOutcome, repeatedOf } from "./duplicates.ts";
import type { AttemptFact } from "./facts.ts";
import type { Arrival } from "./receiver.ts";
import type { View } from "./view.ts";

/** How an attempt can end without having reached a receiver that is up: on a machine too busy to connect in time. */
const NEVER_ARRIVED: ReadonlySet<string> = new Set(["timeout", "connection_reset"]);

/** Every delivered event has arrived, in a request that was answered with success. */
export function neverArrived(view: View): string[] {
  return view.deliveries
    .filter(({ id, status }) => {
      if (status !== "delivered") return false;
      const last = view.attemptsOf.get(id)?.at(-1)?.number ?? 0;
      return view.arrivedFor(id, last)?.arrivals.some(isSuccess) !== true;
    })
    .map(({ id, eventId }) => `${eventId}, delivery ${id}`);
}

/** What is logged of an attempt is what the receiver answered to it. */
export function loggedUnlikeAnswer(view: View): string[] {
  return view.attempts
    .filter((attempt) => {
      const recorded = view.arrivedFor(attempt.deliveryId, attempt.number)?.recorded ?? null;
      return recorded === null ? !canBeMissing(attempt) : !fits(attempt, recorded);
    })
    .map(({ deliveryId, number, status, error }) => `${deliveryId}, attempt ${number}: ${status}, ${error}`);
}

function canBeMissing({ error, status }: AttemptFact): boolean {
  return status === null && error !== null && NEVER_ARRIVED.has(error);
}

/** Success is what was answered with success; a failure, if it has a status, has the one that was answered. */
function fits({ status, error }: AttemptFact, arrival: Arrival): boolean {
  if (error === null) return isSuccess(arrival) && status === arrival.status;
  if (error === "http_status") return !isSuccess(arrival) && status === arrival.status;
  // Cut off, or not answered in time; the head of a 200 may have come.
  return true;
}

function isSuccess({ status }: Arrival): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** Every request that arrived is an attempt that the log knows, so that no number was skipped or invented. */
export function arrivedUnlogged({ arrived }: View): string[] {
  return arrived
    .filter(({ logged }) => logged === null)
    .map(({ deliveryId, attempt }) => `${deliveryId}, attempt ${attempt}`);
}

/** Every request was signed with its endpoint's secret, and its headers say what its body says. */
export function notGenuine({ arrivals }: View): string[] {
  return arrivals
    .filter(({ fault }) => fault !== null)
    .map(({ deliveryId, attempt, fault }) => `${deliveryId}, attempt ${attempt}: ${fault}`);
}

/** Every request brought the event of its delivery, to its endpoint, in the very text that was committed. */
export function unlikeCommitted({ arrivals, deliveryOf, eventOf }: View): string[] {
  return arrivals
    .filter(({ deliveryId, eventId, path, bodyHash }) => {
      const event = eventOf.get(deliveryOf.get(deliveryId)?.eventId ?? "");
      return event?.id !== eventId || event.path !== path || event.hash !== bodyHash;
    })
    .map(({ deliveryId, eventId, attempt }) => `${eventId}, delivery ${deliveryId}, attempt ${attempt}`);
}

/** No attempt came twice but those that were in flight at a kill, a pause or an outage. */
export function repeatedWithoutCause(view: View): string[] {
  return repeatedOf(view)
    .filter(({ cause }) => cause === null)
    .map(({ arrival }) => {
      const { deliveryId, attempt, path, at, endedAt } = arrival;
      const sender = view.senderOf(arrival)?.name ?? "an unknown worker";
      const ended = endedAt === null ? "never ended" : `ended after ${endedAt - at} ms`;
      return `${path}, delivery ${deliveryId}, attempt ${attempt}, by ${sender} at ${new Date(at).toISOString()}, ${ended}`;
    });
}

/** No outcome was recorded whose lease had passed to another worker. */
export function staleOutcomes(view: View): string[] {
  return view.arrived
    .filter((each) => isStaleOutcome(view, each))
    .map(({ deliveryId, attempt }) => `${deliveryId}, attempt ${attempt}`);
}
