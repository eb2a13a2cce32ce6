import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { nativeFolder } from "./binaries.ts";
import { ensureCluster, makeRoot, readPassword, SUPERUSER } from "./cluster.ts";
import { hasCode, messageOf } from "./errors.ts";
import { type LaunchedPostgres, type LaunchPlan, launch } from "./launch.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { type FolderLock, lockFolder } from "./lock.ts";
import { shutDown } from "./postmaster.ts";
import { chooseRunner, giveTo, type RunnerKind } from "./runner.ts";
import type { PostgresSettings } from "./settings.ts";

/** How to start the embedded database. */
export interface EmbeddedPostgresOptions {
  /** The data folder; the database lives in its subfolder `postgres`. Made if missing. */
  dataDir: string;
  /** Insist on this port. Default: the one of the last start if it is free, else any free one. */
  port?: number;
  /** Gets one line for each step that can take long or that the operator should know of. */
  log?: (message: string) => void;
  /** PostgreSQL settings over the defaults. */
  settings?: PostgresSettings;
  /** Called when the database died and could not be started again: nothing works without it. */
  onLost?: (error: Error) => void;
  /** Overrides how PostgreSQL is run; for tests. */
  runner?: RunnerKind;
}

/** A running embedded database. */
export interface EmbeddedPostgres {
  /** Connection URL of the superuser, with its password. Stays the same until {@link stop}. */
  readonly url: string;
  /** Port on 127.0.0.1. */
  readonly port: number;
  /** Shuts the database down cleanly and gives the data folder free. Safe to call more than once. */
  stop(): Promise<void>;
}

/** The shortest of what operating systems take as a socket's path (`sun_path` of macOS, with its final zero). */
const LONGEST_SOCKET_PATH = 103;
/** Waits before each new try to bring a died database back, in ms. */
const RESTART_DELAYS_MS = [0, 250, 1_000, 3_000, 10_000];

/**
 * Starts the PostgreSQL that comes with the project on a data folder, and keeps it running: if its process dies,
 * it is started again on the same port.
 *
 * Works as an ordinary user and as root, after a kill -9 of either this program or the database.
 *
 * @throws EmbeddedPostgresError when the folder is in use or not usable, or PostgreSQL does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const layout = layoutOf(options.dataDir);
  const log = options.log ?? (() => {});
  const native = nativeFolder();
  makeRoot(layout);
  const lock = lockFolder(layout);
  try {
    const runner = chooseRunner(native, layout, options.runner);
    giveTo(runner.owner, layout.root);
    for (const path of [layout.lock, layout.owner]) giveTo(runner.owner, path);
    await ensureCluster(layout, runner, log);
    const plan: LaunchPlan = {
      layout,
      runner,
      port: options.port ?? null,
      settings: options.settings ?? {},
      log,
    };
    const launched = await launch(plan);
    return new Supervisor(plan, launched, lock, options.onLost ?? (() => {}));
  } catch (error) {
    lock.release();
    throw error;
  }
}

class Supervisor implements EmbeddedPostgres {
  readonly url: string;
  readonly port: number;
  readonly #plan: LaunchPlan;
  readonly #lock: FolderLock;
  readonly #onLost: (error: Error) => void;
  #current: LaunchedPostgres;
  #restart: Promise<void> | null = null;
  #stop: Promise<void> | null = null;

  constructor(
    plan: LaunchPlan,
    launched: LaunchedPostgres,
    lock: FolderLock,
    onLost: (error: Error) => void,
  ) {
    this.port = launched.port;
    this.url = connectionUrl(plan.layout, launched.port);
    this.#plan = { ...plan, port: launched.port };
    this.#lock = lock;
    this.#onLost = onLost;
    this.#current = launched;
    this.#watch();
    process.once("exit", this.#signalAtExit);
  }

  stop(): Promise<void> {
    this.#stop ??= this.#shutDown();
    return this.#stop;
  }

  async #shutDown(): Promise<void> {
    await this.#restart;
    const { process: child, pid } = this.#current;
    try {
      await shutDown(pid, () => child.exitCode !== null || child.signalCode !== null);
    } finally {
      process.off("exit", this.#signalAtExit);
      this.#lock.release();
    }
  }

  #watch(): void {
    const { process: child } = this.#current;
    const died = () => {
      if (this.#stop === null) this.#restart = this.#bringBack();
    };
    if (child.exitCode !== null || child.signalCode !== null) died();
    else child.once("exit", died);
  }

  async #bringBack(): Promise<void> {
    const { exitCode, signalCode } = this.#current.process;
    this.#plan.log(
      `The database ended unexpectedly (${signalCode ?? `code ${exitCode}`}); starting it again…`,
    );
    let failure: unknown;
    for (const wait of RESTART_DELAYS_MS) {
      await delay(wait);
      if (this.#stop !== null) return;
      try {
        this.#current = await launch(this.#plan);
        this.#plan.log("The database is back.");
        this.#watch();
        return;
      } catch (error) {
        failure = error;
      }
    }
    this.#plan.log(`The database could not be started again: ${messageOf(failure)}`);
    this.#onLost(failure instanceof Error ? failure : new Error(String(failure)));
  }

  /** A program that ends without `stop()` still asks its database to shut down; only a kill -9 leaves it behind. */
  readonly #signalAtExit = (): void => {
    try {
      process.kill(this.#current.pid, "SIGINT");
    } catch (error) {
      if (!hasCode(error, "ESRCH")) throw error;
    }
  };
}

/**
 * Connection URL of an embedded database: over its Unix socket, which costs both sides a third less time than TCP for a
 * short statement; over TCP where the socket's path is longer than operating systems take.
 */
export function connectionUrl(layout: Layout, port: number): string {
  const credentials = `${SUPERUSER}:${encodeURIComponent(readPassword(layout))}`;
  const url = `postgresql://${credentials}@127.0.0.1:${port}/postgres`;
  const socket = join(layout.cluster, `.s.PGSQL.${port}`);
  const reachable = process.platform !== "win32" && Buffer.byteLength(socket) <= LONGEST_SOCKET_PATH;
  return reachable ? `${url}?host=${encodeURIComponent(layout.cluster)}` : url;
}
