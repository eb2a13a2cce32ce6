import {
  cancelDeletedWebhooks,
  type Database,
  forgetDeletedWebhook,
  holdDeliveries,
  listUnsettledEndpoints,
  lockUnsettledEndpoint,
  lockUnsettledPartnerWebhook,
  noteHeld,
  noteResumed,
  resumeDeliveries,
  run,
  type Transaction,
} from "@wth/database";

/** So few that nobody waits long for what a batch has locked. */
const BATCH = 500;

/** Locks an integration's endpoint, or a partner's webhook, if its rows of the queue do not agree with it yet. */
async function lockUnsettled(
  tx: Transaction,
  endpointId: string,
): Promise<{ is_held: boolean; is_deleted?: boolean } | undefined> {
  const [endpoint] = await tx.run(lockUnsettledEndpoint, [endpointId]);
  if (endpoint !== undefined) return endpoint;
  const [webhook] = await tx.run(lockUnsettledPartnerWebhook, [endpointId]);
  return webhook;
}

/**
 * Brings a batch of an endpoint's rows of the queue into line with whether it is held: puts them on hold, or resumes them,
 * the oldest first. Those of a webhook that its partner has deleted are cancelled.
 *
 * Guarantees: whether it is held does not change during the batch; batches of one endpoint come one after the other, whoever
 * runs them; each leaves behind how far it came, so that whoever comes next goes on from there.
 *
 * @returns whether another batch is to follow at once.
 */
export async function settleBatch(tx: Transaction, endpointId: string): Promise<boolean> {
  const endpoint = await lockUnsettled(tx, endpointId);
  if (endpoint === undefined) return false;
  if (endpoint.is_deleted) {
    const [cancelled] = await tx.run(cancelDeletedWebhooks, [endpointId, BATCH]);
    if (cancelled?.moved === BATCH) return true;
    // What is left has a worker. Held, it is no other's when that lease ends, and is cancelled then.
    await tx.run(holdDeliveries, [endpointId, BATCH]);
    if (cancelled?.moved === 0) await tx.run(forgetDeletedWebhook, [endpointId]);
    return false;
  }
  if (endpoint.is_held) {
    const [held] = await tx.run(holdDeliveries, [endpointId, BATCH]);
    if (held?.moved === 0) await tx.run(noteHeld, [endpointId]);
    return held?.moved === BATCH;
  }
  const [resumed] = await tx.run(resumeDeliveries, [endpointId, BATCH]);
  await tx.run(noteResumed, [endpointId]);
  if (resumed?.moved !== 0) tx.wakeWorkers();
  return resumed?.moved === BATCH;
}

/** Holds or resumes what is still to be held or resumed, of each such endpoint a batch in turn, until that is all. */
export async function settleEndpoints(database: Database, signal: AbortSignal): Promise<void> {
  const unsettled = await run(database.pool, listUnsettledEndpoints, []);
  let open = unsettled.map(({ endpoint_id }) => endpoint_id);
  while (open.length > 0) {
    const withMore: string[] = [];
    for (const endpointId of open) {
      if (signal.aborted) return;
      if (await database.transaction((tx) => settleBatch(tx, endpointId))) withMore.push(endpointId);
    }
    open = withMore;
  }
}
