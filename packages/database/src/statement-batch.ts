import pg from "pg";
import type { Statement } from "./statement.ts";

// The driver's own conversion, which its types leave out. Safe: its version is exact, and nothing works without it.
const { prepareValue } = (
  pg as unknown as { utils: { prepareValue(value: unknown): string | Buffer | null } }
).utils;

/** A statement with its parameters, as the driver sends them. */
export interface StatementCall {
  readonly name: string;
  readonly text: string;
  readonly values: readonly (string | Buffer | null)[];
  /** Told when the batch fails, and it is this one that failed. */
  readonly onFailure?: () => void;
}

/** What a statement of a batch came to. */
export interface BatchResult {
  /** As PostgreSQL names it: `COMMIT`, `INSERT 0 1`. */
  command: string;
  rows: pg.QueryResultRow[];
}

/** Binds parameters to a statement. @throws when one has no form that can be sent. */
export function callOf<Params extends readonly unknown[], Row extends pg.QueryResultRow>(
  { name, text }: Statement<Params, Row>,
  params: Params,
): StatementCall {
  return { name, text, values: params.map((value) => prepareValue(value)) };
}

/**
 * Runs statements one after another in one round trip, answered together: the driver's pipeline alone has every
 * statement acknowledged by itself, which wakes both processes each time.
 *
 * @param client a connection in pipeline mode, with a transaction open, or one that the first of them opens: what is left
 *   of a batch is skipped when one of it fails.
 * @returns a result for each.
 * @throws the driver's `DatabaseError` of the one that failed.
 */
export function runBatch(client: pg.ClientBase, calls: readonly StatementCall[]): Promise<BatchResult[]> {
  return new Promise((resolve, reject) => {
    client.query(
      new Batch(calls, (error, results) => (results === undefined ? reject(error) : resolve(results))),
    );
  });
}

/**
 * The extended query protocol with one Sync for all
 * (https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-PIPELINING). The driver has no such thing; of its
 * own queries it takes only subclasses of this one into a pipeline, and tells them what has come.
 */
class Batch extends pg.Query {
  /** For the driver, which notes by them what a connection has prepared: those of the statement whose turn it is. */
  name: string | undefined;
  text: string | undefined;
  /** The driver puts its time limit around it. */
  callback: (error: unknown, results?: BatchResult[]) => void;
  readonly #calls: readonly StatementCall[];
  readonly #results: BatchResult[] = [];
  #fields: { name: string; parse: (text: string) => unknown }[] = [];
  #rows: pg.QueryResultRow[] = [];

  constructor(calls: readonly StatementCall[], callback: (error: unknown, results?: BatchResult[]) => void) {
    super("");
    this.callback = callback;
    this.#calls = calls;
    this.#nameNext();
  }

  override submit = (connection: pg.Connection): void => {
    // Safe: the driver's version is exact, and no transaction works without it.
    const wire = connection as unknown as Wire;
    // The driver writes each message by itself: held together, they cost one system call.
    wire.stream.cork();
    for (const { name, text, values } of this.#calls) {
      if (wire.parsedStatements[name] === undefined && wire.submittedNamedStatements[name] === undefined) {
        wire.parse({ name, text });
        wire.submittedNamedStatements[name] = text;
      }
      wire.bind({ statement: name, values });
      wire.describe({ type: "P" });
      wire.execute({});
    }
    wire.sync();
    wire.stream.uncork();
  };

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    this.#fields = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: pg.types.getTypeParser(dataTypeID),
    }));
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const row: pg.QueryResultRow = {};
    for (const [index, { name, parse }] of this.#fields.entries()) {
      const value = fields[index] ?? null;
      row[name] = value === null ? null : parse(value);
    }
    this.#rows.push(row);
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#results.push({ command: text, rows: this.#rows });
    this.#rows = [];
    this.#nameNext();
  }

  handleError(error: Error, connection: Wire): void {
    // What comes after the one that failed has not been looked at, not even to prepare it.
    const unfinished = this.#calls.slice(this.#results.length);
    for (const { name } of unfinished) delete connection.submittedNamedStatements[name];
    unfinished[0]?.onFailure?.();
    this.callback(error);
  }

  handleReadyForQuery(): void {
    this.callback(null, this.#results);
  }

  #nameNext(): void {
    const next = this.#calls[this.#results.length];
    this.name = next?.name;
    this.text = next?.text;
  }
}

/** What is used of the driver's connection, some of which its types leave out. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  /** Text by name: those that are prepared, and those that are on their way. */
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(statement: { name: string; text: string }): void;
  bind(call: { statement: string; values: readonly (string | Buffer | null)[] }): void;
  describe(portal: { type: "P" }): void;
  execute(portal: Record<string, never>): void;
  sync(): void;
}
