import { PARTITION_SCHEMA } from "../log/partitions.ts";
import { statement } from "../statement.ts";

/** How large a partition of the log is. */
export interface PartitionSize {
  name: string;
  /** As far as PostgreSQL knows, without counting. */
  rows: number;
  /** With its indexes. */
  bytes: number;
}

/** How large the partitions of the log are. Reads the catalogue only. */
export const measurePartitions = statement<readonly [], PartitionSize>(
  "measure_partitions",
  `
SELECT relname AS name, greatest(reltuples, 0)::float8 AS rows, pg_total_relation_size(oid)::float8 AS bytes
FROM pg_class
WHERE relnamespace = '${PARTITION_SCHEMA}'::regnamespace AND relkind = 'r'
`,
);
