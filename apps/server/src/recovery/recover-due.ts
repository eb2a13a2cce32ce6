import { eventTypes } from "@wth/contract";
import {
  advanceRecovery,
  boundsOf,
  type Database,
  type DueRecovery,
  findRecoveryCandidates,
  findSendableEvents,
  findUnsentEvents,
  lockActivation,
  lockQueuedDeliveries,
  lockRetryableDeliveries,
  lowestIdAt,
  type RecoveryCandidate,
  retryDeliveries,
  run,
  sendUnsentEvents,
  type Transaction,
  takeDueRecovery,
  untilDueRecovery,
} from "@wth/database";
import { idsOf } from "./recovery.ts";

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
    isDue = await database.transaction((tx) => recoverBatch(tx, database.retentionDays));
  }
  const [until] = await run(database.pool, untilDueRecovery, []);
  if (until?.seconds == null) return Number.POSITIVE_INFINITY;
  // One that is due already is being worked on by another worker.
  return Math.ceil(Math.max(until.seconds, LOCKED_SECONDS) * 1_000);
}

/**
 * Sends the next batch of a running recovery: one more attempt of each delivery that failed as asked for, as if it were retried
 * by hand, or a first delivery of events that were never sent, as if they were replayed by hand.
 *
 * Guarantees: what a batch makes due and how far the recovery has come are one commit, so that a crash at any moment neither
 * skips nor repeats a delivery; a recovery's batches come one after the other, whichever workers run them; in no second more
 * are made due than its rate allows.
 *
 * @returns whether there was one to work on.
 */
async function recoverBatch(tx: Transaction, retentionDays: number): Promise<boolean> {
  const [recovery] = await tx.run(takeDueRecovery, []);
  if (recovery === undefined) return false;
  await tx.run(lockActivation, [recovery.integration_id]);
  const candidates = await findCandidates(tx, recovery, retentionDays);
  const most = Math.min(Math.ceil(recovery.rate_per_second / BATCHES_A_SECOND), WINDOW);
  const batch = takeWanted(candidates, most);
  const { looked, sent } =
    recovery.kind === "failed"
      ? await redeliver(tx, batch)
      : { looked: batch, sent: await sendFirst(tx, recovery.integration_id, batch) };
  const wait = looked.length < batch.length && sent === 0 ? LOCKED_SECONDS : sent / recovery.rate_per_second;
  const isLast = candidates.length < WINDOW && looked.length === candidates.length;
  await tx.run(advanceRecovery, [recovery.id, looked.at(-1)?.id ?? null, sent, wait, isLast]);
  if (sent > 0) tx.wakeWorkers();
  return true;
}

/** What a batch came to: the candidates that were dealt with, and how many of them were made due. */
interface Batch {
  looked: readonly RecoveryCandidate[];
  sent: number;
}

/** One more attempt of each delivery, up to the first that somebody else has locked just now. */
async function redeliver(tx: Transaction, batch: readonly RecoveryCandidate[]): Promise<Batch> {
  const busy = await tx.run(lockQueuedDeliveries, [wantedIds(batch)]);
  const looked = takeUntil(batch, new Set(busy.map(({ delivery_id }) => delivery_id)));
  const wanted = wantedIds(looked);
  const retryable = await tx.run(lockRetryableDeliveries, [wanted, ...boundsOf(wanted)]);
  const events = retryable.map(({ event_id }) => event_id);
  const sendable = await tx.run(findSendableEvents, [events, ...boundsOf(events)]);
  const remaining = new Set(sendable.map(({ id }) => id));
  const ids = retryable.filter(({ event_id }) => remaining.has(event_id)).map(({ id }) => id);
  await tx.run(retryDeliveries, [ids, ...boundsOf(ids)]);
  return { looked, sent: ids.length };
}

/** A first delivery of each event. @returns how many. */
async function sendFirst(
  tx: Transaction,
  integrationId: string,
  batch: readonly RecoveryCandidate[],
): Promise<number> {
  const ids = wantedIds(batch);
  return (await tx.run(sendUnsentEvents, [integrationId, ids, ...boundsOf(ids)])).length;
}

function findCandidates(
  tx: Transaction,
  recovery: DueRecovery,
  retentionDays: number,
): Promise<RecoveryCandidate[]> {
  const { cursor_id: cursor, event_types: types, created_at: begun } = recovery;
  const bounds = idsOf(
    { createdAfter: recovery.created_after, createdBefore: recovery.created_before },
    retentionDays,
  );
  const [, above] = boundsOf([bounds.above, cursor ?? bounds.above]);
  const [below] = boundsOf([bounds.below, lowestIdAt(new Date(begun.getTime() + 1))]);
  const place = [above, below, WINDOW] as const;
  const livemodes = recovery.livemode === null ? [true, false] : [recovery.livemode];
  const wanted = types.length === 0 ? eventTypes : types;
  if (recovery.kind === "never_sent")
    return tx.run(findUnsentEvents, [recovery.integration_id, livemodes, wanted, ...place]);
  const { integration_id: integrationId, since, until, outcome, statuses } = recovery;
  return tx.run(findRecoveryCandidates, [
    integrationId,
    since,
    until,
    outcome,
    livemodes,
    wanted,
    statuses,
    ...place,
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
