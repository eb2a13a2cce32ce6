import type { Arrival } from "./receiver.ts";
import type { Arrived, View } from "./view.ts";
import type { WorkerLife } from "./workers.ts";

/** What can interrupt an attempt after it was sent and before its outcome is recorded. */
export type Cause = "kill" | "pause" | "crash" | "shutdown";

/** A request whose outcome was not recorded, so that the same attempt came again; and why. */
export interface Repeated {
  arrival: Arrival;
  /** Null: nothing had happened to it. */
  cause: Cause | null;
  /** How long before the kill the exchange was over, in milliseconds; 0 if it was not over, or was not killed. */
  unrecordedMs: number;
}

/** The requests of which nothing was recorded: all but one of each attempt, or all where the log speaks of none. */
export function repeatedOf(view: View): Repeated[] {
  return view.arrived.flatMap((each) =>
    each.arrivals
      .filter((arrival) => arrival !== each.recorded)
      .map((arrival) => {
        const cause = causeOf(view, arrival);
        const killedAt = cause === "kill" ? (view.senderOf(arrival)?.killedAt ?? 0) : 0;
        return { arrival, cause, unrecordedMs: Math.max(0, killedAt - (arrival.endedAt ?? killedAt)) };
      }),
  );
}

/** What happened to the sender of a request, or to the database, while the attempt was in flight. */
function causeOf(view: View, arrival: Arrival): Cause | null {
  const { attemptTimeoutMs, leaseSeconds } = view.form;
  // On a machine that is busy with all of this, an outcome may wait for so long to be recorded, and a worker or the
  // database that has come back take so long to be as before.
  const settleMs = (leaseSeconds * 1_000) / 2;
  const from = arrival.at - settleMs;
  const until = (arrival.endedAt ?? arrival.at + attemptTimeoutMs) + settleMs;
  const sender = view.senderOf(arrival);
  const { killedAt } = sender ?? { killedAt: null };
  // However late it comes: who is dead sends nothing.
  if (killedAt !== null && killedAt <= until) return "kill";
  if (sender !== undefined && wasPaused(sender, from, until)) return "pause";
  return view.outages.find((outage) => outage.from <= until && outage.until >= from)?.kind ?? null;
}

function wasPaused({ pausedAt, resumedAt }: WorkerLife, from: number, until: number): boolean {
  return pausedAt !== null && resumedAt !== null && pausedAt <= until && resumedAt >= from;
}

/**
 * Whether the log speaks of a request after whose lease another worker had taken the attempt over: an outcome that its
 * fencing token should have refused.
 *
 * The same number is claimed twice only when nothing was recorded in between, so that the last claim must be the one
 * that is recorded. Claims and requests come in the same order, but for those that a paused worker had claimed, and sent
 * when it was woken.
 */
export function isStaleOutcome(view: View, { arrivals, recorded }: Arrived): boolean {
  if (recorded === null) return false;
  return arrivals.slice(arrivals.indexOf(recorded) + 1).some((later) => {
    const { pausedAt, resumedAt } = view.senderOf(later) ?? { pausedAt: null, resumedAt: null };
    const sentOnWaking =
      pausedAt !== null && resumedAt !== null && pausedAt <= recorded.at && resumedAt <= later.at + 1;
    return !sentOnWaking;
  });
}
