import { eventTypes } from "@wth/contract";
import {
  advanceRecovery,
  boundsOf,
  type Database,
  type DueRecovery,
  findRecoveryCandidates,
  lockActivation,
  lockQueuedDeliveries,
  lockRetryableDeliveries,
  lowestIdAt,
  lowestShown,
  type RecoveryCandidate,
  retryDeliveries,
  run,
  type Transaction,
  takeDueRecovery,
  untilDueRecovery,
} from "@wth/database";

/** How many deliveries a batch looks at, at most. */
const WINDOW = 200;
/** A second's worth comes in so many batches, so that the receiver gets a steady flow. */
const BATCHES_A_SECOND = 10;
/** How long what somebody else has locked is waited for. */
const LOCKED_SECONDS = 0.05;

/**
 * Works on the running recoveries for as long as batches of them are due.
 *
 * @returns in how many ms the next batch is due; infinity when none runs.
 */
export async function recoverDue(database: Database, signal: AbortSignal): Promise<number> {
  let isDue = true;
  while (isDue && !signal.aborted) {
    isDue = await database.transaction((tx) => recoverBatch(tx, lowestShown(database.retentionDays)));
  }
  const [until] = await run(database.pool, untilDueRecovery, []);
  if (until?.seconds == null) return Number.POSITIVE_INFINITY;
  // One that is due already is being worked on by another worker.
  return Math.ceil(Math.max(until.seconds, LOCKED_SECONDS) * 1_000);
}

/**
 * Redelivers the next batch of a running recovery: one more attempt of each delivery that failed since the time asked for, as
 * if it were retried by hand.
 *
 * Guarantees: what a batch makes due and how far the recovery has come are one commit, so that a crash at any moment neither
 * skips nor repeats a delivery; a recovery's batches come one after the other, whichever workers run them; in no second more
 * are made due than its rate allows.
 *
 * @returns whether there was one to work on.
 */
async function recoverBatch(tx: Transaction, begins: string): Promise<boolean> {
  const [recovery] = await tx.run(takeDueRecovery, []);
  if (recovery === undefined) return false;
  const rate = recovery.rate_per_second;
  await tx.run(lockActivation, [recovery.integration_id]);

  const candidates = await findCandidates(tx, recovery, begins);
  const batch = takeWanted(candidates, Math.min(Math.ceil(rate / BATCHES_A_SECOND), WINDOW));
  const busy = await tx.run(lockQueuedDeliveries, [wantedIds(batch)]);
  const free = takeUntil(batch, new Set(busy.map(({ delivery_id }) => delivery_id)));
  const wanted = wantedIds(free);
  const retryable = await tx.run(lockRetryableDeliveries, [wanted, ...boundsOf(wanted)]);
  const ids = retryable.map(({ id }) => id);
  await tx.run(retryDeliveries, [ids, ...boundsOf(ids)]);

  const last = free.at(-1);
  const wait =
    free.length < batch.length && retryable.length === 0 ? LOCKED_SECONDS : retryable.length / rate;
  const isLast = candidates.length < WINDOW && free.length === candidates.length;
  await tx.run(advanceRecovery, [recovery.id, last?.id ?? null, retryable.length, wait, isLast]);
  if (retryable.length > 0) tx.wakeWorkers();
  return true;
}

function findCandidates(
  tx: Transaction,
  { cursor_id: cursor, ...recovery }: DueRecovery,
  begins: string,
): Promise<RecoveryCandidate[]> {
  return tx.run(findRecoveryCandidates, [
    recovery.integration_id,
    recovery.since,
    recovery.livemode === null ? [true, false] : [recovery.livemode],
    eventTypes,
    recovery.statuses,
    cursor === null || cursor < begins ? begins : cursor,
    lowestIdAt(new Date(recovery.created_at.getTime() + 1)),
    WINDOW,
  ]);
}

const wantedIds = (candidates: readonly RecoveryCandidate[]) =>
  candidates.filter(({ is_wanted }) => is_wanted).map(({ id }) => id);

/** The first candidates, up to the one after which `most` are wanted. */
function takeWanted(candidates: readonly RecoveryCandidate[], most: number): readonly RecoveryCandidate[] {
  let wanted = 0;
  const full = candidates.findIndex(({ is_wanted }) => {
    if (is_wanted) wanted += 1;
    return wanted === most;
  });
  return full === -1 ? candidates : candidates.slice(0, full + 1);
}

/** The candidates before the first of these ids. */
function takeUntil(
  candidates: readonly RecoveryCandidate[],
  ids: ReadonlySet<string>,
): readonly RecoveryCandidate[] {
  const first = candidates.findIndex(({ id }) => ids.has(id));
  return first === -1 ? candidates : candidates.slice(0, first);
}
