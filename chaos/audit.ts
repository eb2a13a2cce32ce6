import type { Facts } from "./facts.ts";
import {
  arrivedUnlogged,
  loggedUnlikeAnswer,
  neverArrived,
  notGenuine,
  repeatedWithoutCause,
  staleOutcomes,
  unlikeCommitted,
} from "./rules-arrivals.ts";
import {
  lostAfterCommit,
  partlyCommitted,
  rolledBackButThere,
  withoutOneDelivery,
} from "./rules-committed.ts";
import {
  gapsInLog,
  queuedAndFinished,
  stateUnlikeEndpoint,
  stateUnlikeLog,
  tooEarly,
  unfinished,
} from "./rules-log.ts";
import { type View, viewOf } from "./view.ts";

/** What must not happen, and the function that finds where it did. */
const RULES: readonly (readonly [name: string, find: (view: View) => string[]])[] = [
  ["committed events lost by the database", lostAfterCommit],
  ["batches committed in part", partlyCommitted],
  ["events of transactions that were rolled back", rolledBackButThere],
  ["events without exactly one delivery", withoutOneDelivery],
  ["delivered events that never arrived", neverArrived],
  ["deliveries that did not end", unfinished],
  ["deliveries finished and in the queue at once", queuedAndFinished],
  ["logs with gaps in their numbers", gapsInLog],
  ["states other than the log says", stateUnlikeLog],
  ["states other than the endpoint must lead to", stateUnlikeEndpoint],
  ["attempts made too early", tooEarly],
  ["logged outcomes other than the receiver answered", loggedUnlikeAnswer],
  ["requests that are not in the log", arrivedUnlogged],
  ["requests not genuine by signature and headers", notGenuine],
  ["requests with other ids or text than committed", unlikeCommitted],
  ["repetitions of attempts not in flight at a fault", repeatedWithoutCause],
  ["recorded outcomes of a stale lease", staleOutcomes],
  ["faults that were not done", faultsNotDone],
  ["processes that failed on their own", ({ failures }) => [...failures]],
];

/** What a rule found: nothing, if all is well. */
export interface Finding {
  rule: string;
  violations: readonly string[];
}

/** The names of all rules. */
export const ruleNames: readonly string[] = RULES.map(([name]) => name);

/** Compares what arrived with what the database says and with what was committed, rule by rule. */
export function audit(facts: Facts): { view: View; findings: Finding[] } {
  const view = viewOf(facts);
  return { view, findings: RULES.map(([rule, find]) => ({ rule, violations: find(view) })) };
}

/** A run in which nothing was done proves nothing. */
function faultsNotDone({ form, outages, lives }: View): string[] {
  const missing: string[] = form.outages
    .filter(([, wanted]) => !outages.some(({ kind }) => kind === wanted))
    .map(([, wanted]) => `no ${wanted} of the database`);
  if (!lives.some(({ killedAt }) => killedAt !== null)) missing.push("no worker was killed");
  if (!lives.some(({ resumedAt }) => resumedAt !== null)) missing.push("no worker was paused");
  return missing;
}
