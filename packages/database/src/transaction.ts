import type { QueryResultRow } from "pg";
import type { Prisma } from "./generated/client.ts";
import type { Statement } from "./statement.ts";

/**
 * An open transaction, and the only thing that {@link Database.transaction} hands out: a function that takes one
 * cannot be called outside a transaction.
 */
export class Transaction {
  /** Prisma's client inside this transaction, for everything that is not a hot statement. */
  readonly prisma: Prisma.TransactionClient;
  #wake = false;

  constructor(prisma: Prisma.TransactionClient) {
    this.prisma = prisma;
  }

  /** Runs a hot statement inside this transaction. */
  async run<Params extends readonly unknown[], Row extends QueryResultRow>(
    { text }: Statement<Params, Row>,
    params: Params,
  ): Promise<Row[]> {
    return this.prisma.$queryRawUnsafe<Row[]>(text, ...params);
  }

  /** Has the workers woken once this transaction has committed: something it wrote is due now. */
  wakeWorkers(): void {
    this.#wake = true;
  }

  /** Whether {@link wakeWorkers} was called; for {@link Database.transaction}. */
  get wakesWorkers(): boolean {
    return this.#wake;
  }

  /**
   * Runs `work` so that its writes can be undone alone: when it throws, they are, the transaction stays usable, and
   * the error goes on to the caller.
   */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    await this.prisma.$executeRawUnsafe("SAVEPOINT step");
    try {
      const result = await work();
      await this.prisma.$executeRawUnsafe("RELEASE SAVEPOINT step");
      return result;
    } catch (error) {
      await this.prisma.$executeRawUnsafe("ROLLBACK TO SAVEPOINT step");
      throw error;
    }
  }
}
