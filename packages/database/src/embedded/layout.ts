import { join, resolve } from "node:path";

/** Where the embedded database keeps its files, all under `<data folder>/postgres/`. */
export interface Layout {
  /** The data folder the caller named, absolute. */
  dataDir: string;
  /** `<data folder>/postgres`. */
  root: string;
  /** PostgreSQL's own data directory. It exists only once it is complete. */
  cluster: string;
  /** Superuser password, mode 0600. */
  password: string;
  /** The port of the last start, tried first by the next one. */
  port: string;
  /** Locked by the kernel for as long as the server that owns this folder lives. */
  lock: string;
  /** Process id of the lock's holder, only to name it in messages. */
  owner: string;
  /** Everything PostgreSQL prints. */
  log: string;
}

/** Names every file of the embedded database in one data folder. */
export function layoutOf(dataDir: string): Layout {
  const absolute = resolve(dataDir);
  const root = join(absolute, "postgres");
  return {
    dataDir: absolute,
    root,
    cluster: join(root, "cluster"),
    password: join(root, "password"),
    port: join(root, "port"),
    lock: join(root, "lock"),
    owner: join(root, "owner"),
    log: join(root, "server.log"),
  };
}

/** Name prefix of a cluster that `initdb` has not finished; never started, removed by the next start. */
export const UNFINISHED_CLUSTER_PREFIX = "cluster.new-";
