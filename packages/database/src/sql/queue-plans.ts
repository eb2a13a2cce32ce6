/**
 * Connection options for the statements that claim deliveries and record their outcomes, which run again and again with other
 * values: one plan fits all, planning anew would cost a fifth of them. It goes by the indexes, however short the queue is just
 * when it is made. And it joins by hashing: PostgreSQL takes a batch for a few rows, and would else compare each of them with
 * each.
 */
export const QUEUE_PLANS =
  "-c plan_cache_mode=force_generic_plan -c enable_bitmapscan=off -c enable_material=off";

/** The same for recording: what is joined there is as large as the batch on both sides. */
export const RECORD_PLANS = `${QUEUE_PLANS} -c enable_nestloop=off -c enable_mergejoin=off`;
