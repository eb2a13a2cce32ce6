import { behaviourOf, behaviours, RETRY_AFTER_SECONDS } from "./behaviours.ts";
import type { AttemptFact, DeliveryFact } from "./facts.ts";
import type { View } from "./view.ts";

const GONE = 410;
const TOO_MANY = 429;
/** Waits are jittered by a tenth at most, and times are kept in milliseconds. */
const SHORTEST_WAIT = 0.9;
const ROUNDING_MS = 5;

/** Every delivery has ended, and left the queue. */
export function unfinished({ deliveries }: View): string[] {
  return deliveries
    .filter(
      ({ status, hasNext, hasDelivered, queued }) =>
        !["delivered", "dead_letter"].includes(status) ||
        queued ||
        hasNext ||
        hasDelivered !== (status === "delivered"),
    )
    .map((each) => JSON.stringify(each));
}

/** None was finished and in the queue at once, whenever that was looked at. */
export function queuedAndFinished(view: View): string[] {
  return Array.from({ length: view.queuedAndFinished }, () => "seen during the run");
}

/** The numbers of the logged attempts are 1, 2, 3 and so on. */
export function gapsInLog(view: View): string[] {
  return perDelivery(view, (_, attempts) =>
    attempts.every(({ number }, index) => number === index + 1)
      ? null
      : `attempts ${attempts.map(({ number }) => number).join(", ")}`,
  );
}

/** The state is what the log says: delivered by the last attempt and by no earlier one, or given up with good reason. */
export function stateUnlikeLog(view: View): string[] {
  const { length } = view.form.schedule;
  return perDelivery(view, ({ status }, attempts) => {
    const last = attempts.at(-1);
    const earlier = attempts.slice(0, -1);
    const wentOn = earlier.every(({ error, status: answer }) => error !== null && answer !== GONE);
    const ended =
      last !== undefined &&
      attempts.length <= length &&
      (status === "delivered"
        ? last.error === null
        : last.error !== null && (attempts.length === length || last.status === GONE));
    return wentOn && ended
      ? null
      : `${status} after ${attempts.map(({ error }) => error ?? "success").join(", ")}`;
  });
}

/** The state is what the endpoint's behaviour must lead to. */
export function stateUnlikeEndpoint(view: View): string[] {
  const { length } = view.form.schedule;
  return perDelivery(view, ({ status, eventId }, attempts) => {
    const path = view.eventOf.get(eventId)?.path ?? "";
    const kind = behaviourOf(path);
    if (kind === null) return `${path} is no endpoint`;
    const { ending } = behaviours[kind];
    const wanted = {
      delivered: status === "delivered",
      exhausted: status === "dead_letter" && attempts.length === length,
      // On a machine that is too busy, an attempt can end before it has reached its receiver.
      gone: status === "dead_letter" && attempts.slice(0, -1).every((attempt) => attempt.status === null),
      either: true,
    } as const;
    return wanted[ending] ? null : `${path}: ${status} after ${attempts.length} attempts`;
  });
}

/** No attempt was made before the schedule, or before the receiver's `Retry-After`, allowed it. */
export function tooEarly(view: View): string[] {
  return perDelivery(view, (_, attempts) => {
    const early = attempts.slice(1).find((attempt, index) => attempt.at < earliest(view, attempts[index]));
    return early === undefined ? null : `attempt ${early.number} came too early`;
  });
}

function earliest({ form }: View, previous: AttemptFact | undefined): number {
  if (previous === undefined) return 0;
  const wait = (form.schedule[previous.number] ?? 0) * SHORTEST_WAIT;
  const asked = previous.status === TOO_MANY ? RETRY_AFTER_SECONDS : 0;
  return previous.at + previous.durationMs + Math.max(wait, asked) * 1_000 - ROUNDING_MS;
}

/** Asks something of each delivery and its log; gives what was answered, with the delivery's id. */
function perDelivery(
  { deliveries, attemptsOf }: View,
  ask: (delivery: DeliveryFact, attempts: readonly AttemptFact[]) => string | null,
): string[] {
  return deliveries.flatMap((delivery) => {
    const answer = ask(delivery, attemptsOf.get(delivery.id) ?? []);
    return answer === null ? [] : [`${delivery.id}: ${answer}`];
  });
}
