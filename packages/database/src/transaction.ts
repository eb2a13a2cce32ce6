import type pg from "pg";
import type { QueryResultRow } from "pg";
import type { Prisma } from "./generated/client.ts";
import { run, type Statement } from "./statement.ts";

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

  /** Runs a statement whose rows nobody needs, without waiting: the commit waits for it, and fails if it fails. */
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
 * A transaction on a connection of its own, whose statements are pipelined: what need not be waited for travels with
 * the next statement instead of costing a round trip.
 */
export class PipelinedTransaction extends Transaction {
  readonly #client: pg.ClientBase;
  /** What was sent and not waited for; it fails at the commit. */
  readonly #sent: Promise<unknown>[] = [];

  /** @param client a connection in pipeline mode, used by nobody else until the transaction has ended. */
  constructor(client: pg.ClientBase) {
    super();
    this.#client = client;
    this.#send("BEGIN");
  }

  async run<Params extends readonly unknown[], Row extends QueryResultRow>(
    statement: Statement<Params, Row>,
    params: Params,
  ): Promise<Row[]> {
    return run(this.#client, statement, params);
  }

  runLast<Params extends readonly unknown[], Row extends QueryResultRow>(
    statement: Statement<Params, Row>,
    params: Params,
  ): void {
    this.#keep(run(this.#client, statement, params));
  }

  /** @throws what any statement of the transaction failed with; nothing is committed then. */
  async commit(): Promise<void> {
    const [{ command }] = await Promise.all([this.#client.query("COMMIT"), ...this.#sent]);
    // PostgreSQL answers the COMMIT of a failed transaction with a rollback, and without an error.
    if (command !== "COMMIT")
      throw new Error("A statement failed unnoticed, and the transaction was rolled back.");
  }

  /** @throws when the connection is lost, which rolls back as well; it must not be used again. */
  async rollback(): Promise<void> {
    await this.#client.query("ROLLBACK");
  }

  #send(command: string): void {
    this.#keep(this.#client.query(command));
  }

  #keep(sent: Promise<unknown>): void {
    // A failure is reported by the commit; until then nobody waits for it.
    sent.catch(() => {});
    this.#sent.push(sent);
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
