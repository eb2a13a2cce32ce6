/**
 * SQL of the endpoints of an integration that are held, for statements that put deliveries into the queue: theirs are due
 * at `infinity`. An endpoint is held while its integration is disabled, and while it is disabled itself, for failing.
 *
 * Guarantee: resuming misses none of them. What is found held stays so until the commit (locks on both rows), so that
 * whoever ends it waits, and then sees what was put on hold meanwhile; and if it is just being ended, the answer waits for
 * that. What is not held is read without a lock, because that is what every write does: so what is put into the queue while
 * its endpoint is being held can come through due, and is looked for afterwards (settle-queue.ts).
 *
 * The endpoint's lock is the weakest: counting outcomes, which updates that row, does not wait for it. Who ends a hold takes
 * the strongest.
 *
 * @param integration the SQL of the integration's id.
 */
export function heldEndpoints(integration: string): string {
  return `(
    SELECT held.id
    FROM integrations i
    JOIN webhook_endpoints held ON held.integration_id = i.id
    WHERE i.id = ${integration} AND (NOT i.is_enabled OR held.disabled_at IS NOT NULL)
    FOR SHARE OF i FOR KEY SHARE OF held
  )`;
}
