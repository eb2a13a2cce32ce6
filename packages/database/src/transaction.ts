import type pg from "pg";
import type { QueryResultRow } from "pg";
import type { Prisma } from "./generated/client.ts";
import { type Queryable, type Statement, statement } from "./statement.ts";
import { type BatchResult, callOf, runBatch, type StatementCall } from "./statement-batch.ts";

/**
 * An open transaction, and the only thing that {@link Database.transaction} hands out: a function that takes one
 * cannot be called outside a transaction.
 */
export abstract class Transaction {
  #wake = false;

  /** Runs a statement inside this transaction. */
  abstract run<Params extends readonly unknown[], Row extends QueryResultRow>(
    statement: Statement<Params, Row>,
    params: Params,
  ): Promise<Row[]>;

  /** Runs a statement whose rows nobody needs, without waiting: by the commit at the latest, which fails if it fails. */
  abstract runLast<Params extends readonly unknown[], Row extends QueryResultRow>(
    statement: Statement<Params, Row>,
    params: Params,
  ): void;

  /** Has the workers woken once this transaction has committed: something it wrote is due now. */
  wakeWorkers(): void {
    this.#wake = true;
  }

  /** Whether {@link wakeWorkers} was called; for {@link Database}. */
  get wakesWorkers(): boolean {
    return this.#wake;
  }
}

/**
 * Says what to throw in place of what a statement failed with.
 *
 * @param reader runs statements outside the transaction, which has been rolled back.
 */
export type Explain = (error: unknown, reader: Queryable) => Promise<unknown>;

const begin = statement<readonly [], Record<never, never>>("begin", "BEGIN");
const commit = statement<readonly [], Record<never, never>>("commit", "COMMIT");

/**
 * A transaction on a connection of its own that goes to the database as seldom as it can: what nobody waits for, the
 * beginning too, is sent along with the next statement that somebody does wait for, or with the commit.
 */
export class PipelinedTransaction extends Transaction {
  readonly #client: pg.ClientBase;
  #unsent: StatementCall[] = [callOf(begin, [])];
  #isBegun = false;
  #explain: Explain | undefined;

  /** @param client a connection in pipeline mode, used by nobody else until the transaction has ended. */
  constructor(client: pg.ClientBase) {
    super();
    this.#client = client;
  }

  /** @throws what it failed with, or what was sent along with it. */
  async run<Params extends readonly unknown[], Row extends QueryResultRow>(
    statement: Statement<Params, Row>,
    params: Params,
  ): Promise<Row[]> {
    const { rows } = await this.#send(statement, params);
    // Safe: what `statement` promises of its rows.
    return rows as Row[];
  }

  /** @param explain for a failure that is to be expected, and that somebody is to be told of. */
  runLast<Params extends readonly unknown[], Row extends QueryResultRow>(
    statement: Statement<Params, Row>,
    params: Params,
    explain?: Explain,
  ): void {
    const onFailure = () => {
      this.#explain = explain;
    };
    this.#unsent.push({ ...callOf(statement, params), onFailure });
  }

  /** @throws what any statement of the transaction failed with; nothing is committed then. */
  async commit(): Promise<void> {
    const { command } = await this.#send(commit, []);
    // PostgreSQL answers the COMMIT of a failed transaction with a rollback, and without an error.
    if (command !== "COMMIT")
      throw new Error("A statement failed unnoticed, and the transaction was rolled back.");
  }

  /**
   * Undoes everything.
   *
   * @param error why.
   * @returns what to throw: the same, unless the statement that failed has something else to say.
   * @throws when the connection is lost, which rolls back as well; it must not be used again.
   */
  async rollback(error: unknown): Promise<unknown> {
    if (this.#isBegun) await this.#client.query("ROLLBACK");
    return this.#explain === undefined ? error : this.#explain(error, this.#client);
  }

  async #send<Params extends readonly unknown[], Row extends QueryResultRow>(
    statement: Statement<Params, Row>,
    params: Params,
  ): Promise<BatchResult> {
    const calls = [...this.#unsent, callOf(statement, params)];
    this.#unsent = [];
    this.#isBegun = true;
    const result = (await runBatch(this.#client, calls)).at(-1);
    if (result === undefined) throw new Error("The database answered fewer statements than it was sent.");
    return result;
  }
}

/** A transaction of Prisma's, for what is not hot: dealers, keys, settings. Statements can take part in it. */
export class PrismaTransaction extends Transaction {
  /** Prisma's client inside this transaction. */
  readonly prisma: Prisma.TransactionClient;
  readonly #sent: Promise<unknown>[] = [];

  constructor(prisma: Prisma.TransactionClient) {
    super();
    this.prisma = prisma;
  }

  async run<Params extends readonly unknown[], Row extends QueryResultRow>(
    { text }: Statement<Params, Row>,
    params: Params,
  ): Promise<Row[]> {
    return this.prisma.$queryRawUnsafe<Row[]>(text, ...params);
  }

  runLast<Params extends readonly unknown[], Row extends QueryResultRow>(
    statement: Statement<Params, Row>,
    params: Params,
  ): void {
    const sent = this.run(statement, params);
    // A failure is reported before the commit; until then nobody waits for it.
    sent.catch(() => {});
    this.#sent.push(sent);
  }

  /** Waits for what {@link runLast} has sent. @throws what it failed with. */
  async settle(): Promise<void> {
    await Promise.all(this.#sent);
  }
}
