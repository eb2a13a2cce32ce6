/**
 * What the pages of the logs (events and deliveries) have in common: what is older than 30 days is not shown, whether
 * or not it is still there; and a page begins below the last row of the one before. A row comparison with bounds that
 * are never null, and not a condition with OR, so that a plan made for all parameters alike starts at the right place of
 * the index.
 *
 * @param cursor the parameters of the last row's time and id; null for the first page.
 * @param createdAfter the parameter of the filter; null for none.
 */
export function logWindow(cursor: readonly [at: string, id: string], createdAfter: string): string {
  const [at, id] = cursor;
  return `created_at > greatest(${createdAfter}::timestamptz, ${LOG_BEGINS})
      AND (created_at, id) < (coalesce(${at}::timestamptz, 'infinity'),
                              coalesce(${id}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))`;
}

/** The moment from which on events and deliveries are shown. */
export const LOG_BEGINS = "now() - interval '30 days'";
