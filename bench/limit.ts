/** How a run of some workers went. */
export interface Load {
  /** Deliveries a second: what was reached, and what the slots and the receivers' time allow at most. */
  rate: number;
  bound: number;
  /** The part of the machine's processor time that was used, by everybody. */
  machine: number;
  /** The part of one core that the average worker, and receiver, used. */
  worker: number;
  receiver: number;
  /** What PostgreSQL's sessions waited for most often; null when they mostly did not wait. */
  wait: string | null;
}

/** From here on something counts as used up. */
const FULL = 0.9;
/** A slot is also empty for a moment between two deliveries. */
const ALL_SLOTS = 0.8;

/** What keeps a run from being faster. */
export function limitOf({ rate, bound, machine, worker, receiver, wait }: Load): string {
  if (rate >= ALL_SLOTS * bound) return "concurrency";
  if (machine >= FULL) return "processor";
  if (worker >= FULL) return "processor: a worker's one core";
  if (receiver >= FULL) return "the receivers";
  return wait === null ? "database" : `database: ${wait}`;
}
