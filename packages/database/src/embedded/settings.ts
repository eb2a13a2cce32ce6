/** Values of PostgreSQL settings by name (https://www.postgresql.org/docs/18/runtime-config.html). */
export type PostgresSettings = Readonly<Record<string, string | number | boolean>>;

/**
 * Durable by default: `fsync`, `synchronous_commit` and `full_page_writes` stay on. The rest suits one program
 * on one machine with an outbox that is inserted, updated and deleted all the time.
 */
export const DEFAULT_SETTINGS: PostgresSettings = {
  max_connections: 200,
  shared_buffers: "128MB",
  effective_cache_size: "1GB",
  work_mem: "8MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  // A statement that can need any day of the log locks all its partitions: so many that each server process keeps those locks
  // to itself, which costs half as much as keeping them where all see them.
  max_locks_per_transaction: 256,
  // Just-in-time compilation costs more than it gives on short statements.
  jit: false,
  // Queue tables turn over quickly: vacuum soon and without long naps.
  autovacuum_naptime: "10s",
  autovacuum_vacuum_cost_limit: 2000,
  random_page_cost: 1.1,
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] %a ",
  log_min_messages: "warning",
  log_checkpoints: false,
};

/** Loosens durability for throw-away databases: a crash of the machine loses them, a crash of a process does not. */
export const THROWAWAY_SETTINGS: PostgresSettings = {
  fsync: false,
  synchronous_commit: false,
  full_page_writes: false,
  autovacuum_naptime: "1min",
  max_wal_size: "512MB",
  checkpoint_timeout: "30min",
};

/**
 * Who may connect and where, last and not to be overridden: this machine only, by password. The Unix socket lies in the
 * cluster's own folder, which is closed to other users; PostgreSQL works there, so its path is short for it.
 */
function fixedSettings(port: number): PostgresSettings {
  return { listen_addresses: "127.0.0.1", port, unix_socket_directories: ".", logging_collector: false };
}

/** Command-line arguments of `postgres` for the defaults, the caller's settings, and the fixed ones. */
export function settingArguments(port: number, settings: PostgresSettings): string[] {
  const all = { ...DEFAULT_SETTINGS, ...settings, ...fixedSettings(port) };
  return Object.entries(all).flatMap(([name, value]) => [
    "-c",
    `${name}=${value === true ? "on" : value === false ? "off" : value}`,
  ]);
}
