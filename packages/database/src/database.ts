import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client.ts";
import { LOG_RETENTION_DAYS, retentionOption } from "./log/retention.ts";
import { Notifications } from "./notifications.ts";
import { PipelinedTransaction, PrismaTransaction } from "./transaction.ts";
import { Waker } from "./waker.ts";

/** How to reach PostgreSQL. */
export interface DatabaseOptions {
  /** `postgresql://user:password@host:port/database`. */
  url: string;
  /** Shown in `pg_stat_activity`, so that an operator can tell processes apart. */
  applicationName: string;
  /** The most connections this process opens; at least 2. */
  maxConnections?: number;
  /** How long a statement may take before its connection is given up, in ms; 30 s unless a trial shortens it. */
  answerTimeoutMs?: number;
  /** How long the log is kept and shown; 30 days by default. */
  retentionDays?: number;
  /** Told of errors on idle connections (a restarted server, say); the pool replaces them by itself. */
  onIdleError?: (error: Error) => void;
}

const ANSWER_TIMEOUT_MS = 30_000;
/**
 * Statements go by the indexes. A connection keeps a plan until the table is analyzed again, and reading a whole table is
 * cheapest while that is small, or while nearly all of it is of one dealer or endpoint: also for the next one, of which there
 * is little in it, and after a burst of writes.
 */
const PLANS = "-c enable_seqscan=off";
/** The log is read on connections of its own, and on so many at most: whoever pages through it leaves the others to the rest. */
const LOG_CONNECTIONS = 5;
/**
 * One plan for all parameters: planning anew costs more than a page, and what the planner knows of the last minutes is out of
 * date.
 */
const LOG_OPTIONS = "-c plan_cache_mode=force_generic_plan";
/** When the first keep-alive probe of TCP is sent on a connection that is silent. */
const KEEP_ALIVE_MS = 10_000;

/** One process's way to the database: one pool, used by Prisma and by the hot statements alike. */
export class Database {
  readonly url: string;
  readonly pool: pg.Pool;
  /** For reading events and deliveries. */
  readonly logPool: pg.Pool;
  /** For everything that is not hot. Writes that cause an event go through {@link transaction}. */
  readonly prisma: PrismaClient;
  /** Tells the workers that a delivery is due now. */
  readonly waker: Waker;
  /** What other processes say; its connection is opened by the first who listens. */
  readonly notifications: Notifications;
  /** For how many days the log is kept and shown. */
  readonly retentionDays: number;
  readonly #answerTimeoutMs: number;
  readonly #onIdleError: (error: Error) => void;

  constructor({
    url,
    applicationName,
    maxConnections = 10,
    answerTimeoutMs = ANSWER_TIMEOUT_MS,
    retentionDays = LOG_RETENTION_DAYS,
    onIdleError = () => {},
  }: DatabaseOptions) {
    this.url = url;
    this.retentionDays = retentionDays;
    this.#answerTimeoutMs = answerTimeoutMs;
    this.#onIdleError = onIdleError;
    this.pool = this.openPool({ application_name: applicationName, max: maxConnections });
    this.logPool = this.openPool({
      application_name: `${applicationName}-log`,
      max: LOG_CONNECTIONS,
      options: LOG_OPTIONS,
    });
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.pool, { disposeExternalPool: false }) });
    this.waker = new Waker(this.pool, onIdleError);
    this.notifications = new Notifications(url, onIdleError);
  }

  /**
   * Opens a further pool to the same database, for connections with settings of their own. Whoever opens it ends it.
   */
  openPool(
    settings: Pick<
      pg.PoolConfig,
      "application_name" | "max" | "options" | "query_timeout" | "statement_timeout"
    >,
  ): pg.Pool {
    const pool = new pg.Pool({
      connectionString: this.url,
      connectionTimeoutMillis: 5_000,
      pipeline: true,
      // A network that swallows everything would else be waited for as long as the operating system resends: a quarter
      // of an hour.
      query_timeout: this.#answerTimeoutMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      // Nothing here works or waits so long; a lock that is not given must not hold up a stop.
      statement_timeout: 20_000,
      // A transaction that its process forgot must not hold its locks for ever.
      idle_in_transaction_session_timeout: 30_000,
      ...settings,
      options: [retentionOption(this.retentionDays), PLANS, settings.options ?? ""].join(" "),
    });
    pool.on("error", this.#onIdleError);
    // A connection lost while in use fails its statement, which is how its user learns of it.
    pool.on("connect", (client) => client.on("error", () => {}));
    return pool;
  }

  /**
   * Runs `work` on a connection of its own, for what is no statement of ours and no transaction of this kind.
   *
   * @throws whatever `work` throws, after which the connection is not used again: it may be in the middle of something.
   */
  async withConnection<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let failed = true;
    try {
      const result = await work(client);
      failed = false;
      return result;
    } finally {
      client.release(failed);
    }
  }

  /**
   * Runs `work` in one transaction (read committed) and commits, or rolls back when it throws.
   *
   * @throws whatever `work` throws, or the driver's error when no connection came free within 5 s, one was lost, or one
   *   did not answer in time. After a failed commit it is not known whether it took place.
   */
  async transaction<T>(work: (tx: PipelinedTransaction) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    const tx = new PipelinedTransaction(client);
    let lost: Error | undefined;
    try {
      const result = await work(tx);
      await tx.commit();
      if (tx.wakesWorkers) this.waker.wake();
      return result;
    } catch (error) {
      throw await tx.rollback(error).catch((cause: Error) => {
        lost = cause;
        return error;
      });
    } finally {
      client.release(lost);
    }
  }

  /**
   * The same through Prisma, for what is not hot.
   *
   * @param options timeoutMs: how long it may run; 15 s unless said otherwise.
   * @throws whatever `work` throws; Prisma's P2028 when no connection came free within 5 s or it ran longer.
   */
  async prismaTransaction<T>(
    work: (tx: PrismaTransaction) => Promise<T>,
    { timeoutMs = 15_000 }: { timeoutMs?: number } = {},
  ): Promise<T> {
    const { result, tx } = await this.prisma.$transaction(
      async (client) => {
        const tx = new PrismaTransaction(client);
        const result = await work(tx);
        await tx.settle();
        return { result, tx };
      },
      { maxWait: 5_000, timeout: timeoutMs },
    );
    if (tx.wakesWorkers) this.waker.wake();
    return result;
  }

  /** Waits for open wake-ups, then closes every connection. */
  async close(): Promise<void> {
    await this.waker.idle();
    await this.notifications.close();
    await this.prisma.$disconnect();
    await Promise.all([this.pool.end(), this.logPool.end()]);
  }
}
