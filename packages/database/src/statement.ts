import type { QueryResultRow } from "pg";

/**
 * A hot statement: its SQL, the name it is prepared under, and the types that go in and come out. One module of
 * `sql/` each, whose comment states what the statement guarantees. Parameters carry casts in the SQL, so that it
 * means the same through either driver.
 */
export interface Statement<Params extends readonly unknown[], Row extends QueryResultRow> {
  /** Unique among all statements: the server prepares it once per connection under this name. */
  readonly name: string;
  readonly text: string;
  /** Carries the types only; never set. */
  readonly types?: { params: Params; row: Row };
}

const declared = new Map<string, string>();

/** The SQL of all statements that have been declared, by their names: for what is to hold for every one of them. */
export const declaredStatements: ReadonlyMap<string, string> = declared;

/**
 * Declares a statement. `Row` is a promise about the SQL beside it that the compiler cannot check; the tests of the
 * statement do.
 *
 * @throws Error when another one has this name: a connection would run the one for the other.
 */
export function statement<Params extends readonly unknown[], Row extends QueryResultRow>(
  name: string,
  text: string,
): Statement<Params, Row> {
  if (declared.has(name)) throw new Error(`Two statements are called ${name}. Each needs a name of its own.`);
  declared.set(name, text);
  return { name, text };
}

/** What `pg` offers on a pool and on a single connection alike. */
export interface Queryable {
  query<Row extends QueryResultRow>(config: {
    name: string;
    text: string;
    values: unknown[];
  }): Promise<{ rows: Row[] }>;
}

/**
 * Runs a statement on a pool or connection, prepared under its name.
 *
 * @returns all rows; an empty array when there are none.
 * @throws the driver's `DatabaseError` with its SQLSTATE in `code`.
 */
export async function run<Params extends readonly unknown[], Row extends QueryResultRow>(
  queryable: Queryable,
  { name, text }: Statement<Params, Row>,
  params: Params,
): Promise<Row[]> {
  const { rows } = await queryable.query<Row>({ name, text, values: [...params] });
  return rows;
}
