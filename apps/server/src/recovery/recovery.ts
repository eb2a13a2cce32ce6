import { eventTypes } from "@wth/contract";
import {
  cancelRecovery,
  countRecoverable,
  type Database,
  findRecovery,
  insertRecovery,
  type RecoverableStatus,
  type RecoveryRow,
  run,
} from "@wth/database";

/** Why a recovery cannot be begun, shown or ended. */
export type RecoveryRefusal = "no_url" | "running" | "none";

/** A recovery that cannot be begun, shown or ended; the message says, to who uses `ops`, what to do instead. */
export class RecoveryError extends Error {
  override name = "RecoveryError";
  readonly refusal: RecoveryRefusal;

  constructor(refusal: RecoveryRefusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

/** What to redeliver: everything whose latest attempt was made since a time, and failed. */
export interface RecoverySelection {
  since: Date;
  /** Null: both modes. */
  livemode: boolean | null;
  statuses: readonly RecoverableStatus[];
}

/** How many deliveries there are to recover, by state. */
export interface Recoverable {
  failed: number;
  dead_letter: number;
}

/** Counts what a recovery would redeliver now. */
export async function countRecovery(
  database: Database,
  integrationId: string,
  { since, livemode, statuses }: RecoverySelection,
): Promise<Recoverable> {
  const livemodes = livemode === null ? [true, false] : [livemode];
  const [counts] = await run(database.pool, countRecoverable, [
    integrationId,
    since,
    livemodes,
    eventTypes,
    statuses,
  ]);
  return counts ?? { failed: 0, dead_letter: 0 };
}

/**
 * Begins a recovery: the workers redeliver everything selected, the oldest first, as one more attempt of each delivery. It
 * outlives every process, and has no limit of number or age within the days of the log.
 *
 * @param ratePerSecond the most deliveries that become due in any second.
 * @throws {RecoveryError} when one is running already, or there is no URL to send to.
 */
export async function startRecovery(
  database: Database,
  integrationId: string,
  selection: RecoverySelection,
  ratePerSecond: number,
): Promise<RecoveryRow> {
  const endpoint = await database.prisma.webhookEndpoint.findUnique({
    where: { integrationId },
    select: { url: true },
  });
  if (endpoint?.url == null) {
    throw new RecoveryError(
      "no_url",
      "There is no webhook URL to send to. Set one with: ops integration set-webhook",
    );
  }
  const { since, livemode, statuses } = selection;
  const { failed, dead_letter } = await countRecovery(database, integrationId, selection);
  const [begun] = await run(database.pool, insertRecovery, [
    integrationId,
    since,
    livemode,
    statuses,
    ratePerSecond,
    failed + dead_letter,
  ]);
  if (begun === undefined) {
    throw new RecoveryError(
      "running",
      "A recovery is running already. Watch it with: ops deliveries recover-status; end it with: ops deliveries cancel-recovery",
    );
  }
  return begun;
}

/**
 * An integration's recovery of this id, or its latest.
 *
 * @throws {RecoveryError} when there is none.
 */
export async function readRecovery(
  database: Database,
  integrationId: string,
  id: string | null,
): Promise<RecoveryRow> {
  const [found] = await run(database.pool, findRecovery, [integrationId, id]);
  if (found === undefined) {
    throw new RecoveryError(
      "none",
      "There is no such recovery. Begin one with: ops deliveries recover --since TIME",
    );
  }
  return found;
}

/**
 * Ends the running recovery of an integration. What was made due already, within a second at most, still goes out.
 *
 * @throws {RecoveryError} when none is running.
 */
export async function stopRecovery(database: Database, integrationId: string): Promise<RecoveryRow> {
  const [cancelled] = await run(database.pool, cancelRecovery, [integrationId]);
  if (cancelled === undefined)
    throw new RecoveryError("none", "No recovery is running, so there is none to cancel.");
  return cancelled;
}
