import { eventTypes } from "@wth/contract";
import {
  boundsOf,
  cancelRecovery,
  countRecoverable,
  countUnsentEvents,
  type Database,
  findRecovery,
  HIGHEST_ID,
  insertRecovery,
  lowestIdAt,
  lowestShown,
  type RecoverableStatus,
  type RecoveryRow,
  run,
  timeOfId,
} from "@wth/database";
import type { AnyErrorCode } from "../http/errors.ts";

/** Why a recovery cannot be begun, shown or ended. */
export type RecoveryRefusal = "no_url" | "running" | "none" | "not_found";

/** The same as codes of errors. */
export const RECOVERY_CODES = {
  no_url: "webhook_not_configured",
  running: "recovery_running",
  none: "no_recovery_running",
  not_found: "resource_not_found",
} as const satisfies Record<RecoveryRefusal, AnyErrorCode>;

/** A recovery that cannot be begun, shown or ended; the message says, to who uses `ops`, what to do instead. */
export class RecoveryError extends Error {
  override name = "RecoveryError";
  readonly refusal: RecoveryRefusal;

  constructor(refusal: RecoveryRefusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

/** What to send: of both kinds what was made in a time, of some types. */
export interface RecoverySelection {
  /** What has failed (the default), or events that were never sent. */
  kind?: RecoveryRow["kind"];
  /** When the latest attempt was made: not before this; null for any time. Of what has failed only, like the next three. */
  since: Date | null;
  /** And before that; null for any time. */
  until?: Date | null;
  /** What that attempt came to: a status, a class of them (`5xx`), a kind of error, or `network_error`; null for whatever. */
  outcome?: string | null;
  statuses: readonly RecoverableStatus[];
  /** Made later than this; null for any time. */
  createdAfter?: Date | null;
  /** And earlier than that. */
  createdBefore?: Date | null;
  /** Of these types; empty means all. */
  types?: readonly string[];
  /** Null: both modes. */
  livemode: boolean | null;
}

/** How many there are to send, of one type. */
export interface TypeCount {
  event_type: string;
  failed: number;
  dead_letter: number;
  /** Failed, dead letters, or never sent. */
  total: number;
}

/** Between which ids, both left out, the deliveries or events of a selection lie that are shown. */
export function idsOf(
  { createdAfter, createdBefore }: Pick<RecoverySelection, "createdAfter" | "createdBefore">,
  retentionDays: number,
): { above: string; below: string } {
  const begins = lowestShown(retentionDays);
  const wanted = createdAfter == null ? begins : lowestIdAt(new Date(createdAfter.getTime() + 1));
  const [, above] = boundsOf([begins, wanted]);
  return {
    above,
    below: createdBefore == null ? HIGHEST_ID : lowestIdAt(createdBefore),
  };
}

/** Counts what a recovery would send now, by type; only types of which there is something. */
export async function countByType(
  database: Database,
  integrationId: string,
  {
    kind = "failed",
    since,
    until = null,
    outcome = null,
    types = [],
    statuses,
    ...selection
  }: RecoverySelection,
): Promise<TypeCount[]> {
  const livemodes = selection.livemode === null ? [true, false] : [selection.livemode];
  const { above, below } = idsOf(selection, database.retentionDays);
  const wanted = types.length === 0 ? eventTypes : types;
  if (kind === "never_sent") {
    const unsent = await run(database.logPool, countUnsentEvents, [
      integrationId,
      livemodes,
      wanted,
      above,
      below,
    ]);
    return unsent.map(({ event_type, never_sent: total }) => ({
      event_type,
      failed: 0,
      dead_letter: 0,
      total,
    }));
  }
  const rows = await run(database.logPool, countRecoverable, [
    integrationId,
    since ?? new Date(0),
    until,
    outcome,
    livemodes,
    wanted,
    statuses,
    above,
    below,
  ]);
  return rows.map((row) => ({ ...row, total: row.failed + row.dead_letter }));
}

/**
 * Begins a recovery: the workers send everything selected, the oldest first: what has failed as one more attempt of each
 * delivery, an event that was never sent as a new one. It outlives every process, and has no limit of number or age within the
 * days of the log.
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
  const counts = await countByType(database, integrationId, selection);
  const [begun] = await run(database.pool, insertRecovery, [
    integrationId,
    selection.kind ?? "failed",
    selection.since ?? timeOfId(lowestShown(database.retentionDays)),
    selection.until ?? null,
    selection.createdAfter ?? null,
    selection.createdBefore ?? null,
    selection.livemode,
    selection.statuses,
    selection.types ?? [],
    selection.outcome ?? null,
    ratePerSecond,
    counts.reduce((sum, { total }) => sum + total, 0),
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
      "not_found",
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
