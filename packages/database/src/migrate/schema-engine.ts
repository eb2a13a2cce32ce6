import { readFile } from "node:fs/promises";
import {
  bindMigrationAwareSqlAdapterFactory,
  type ColumnType,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import type { MigrationFile } from "./files.ts";

/**
 * The statements that would turn a database into what a Prisma schema describes; empty when they agree.
 *
 * Asks Prisma's own schema engine, in its WebAssembly build, which needs no download: `prisma migrate diff` does
 * the same with a binary. What the Prisma language cannot say (partial and expression indexes, check constraints,
 * storage parameters) it leaves alone. For tests and for writing migrations; no part of the server.
 *
 * @param url the database to compare.
 * @param schema text of `schema.prisma`.
 */
export async function diffWithSchema(url: string, schema: string): Promise<string> {
  const files = [{ path: "schema.prisma", content: schema }];
  const { stdout } = await withEngine(url, schema, (schemaEngine) =>
    schemaEngine.diff({
      from: { tag: "schemaDatasource", files, configDir: "/" },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    }),
  );
  const script = (stdout ?? "").trim();
  return script === "-- This is an empty migration." ? "" : script;
}

/** What Prisma makes of a database's migration history; `prisma migrate deploy` and `status` decide by it. */
export async function diagnoseHistory(
  url: string,
  schema: string,
  migrations: readonly MigrationFile[],
): Promise<engine.DiagnoseMigrationHistoryOutput> {
  const migrationsList = {
    baseDir: "/",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  };
  return withEngine(url, schema, (schemaEngine) =>
    schemaEngine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: NO_FILTERS,
    }),
  );
}

const NO_FILTERS = { externalTables: [], externalEnums: [] };

async function withEngine<T>(
  url: string,
  schema: string,
  work: (schemaEngine: engine.SchemaEngine) => Promise<T>,
): Promise<T> {
  await loadEngine();
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: "wth-schema-engine" });
  try {
    const factory = { ...ADAPTER, connect: async () => adapter(pool), connectToShadowDb: refuse };
    const adapters = bindMigrationAwareSqlAdapterFactory(factory);
    const log = () => {};
    return await work(
      await engine.SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, log, adapters),
    );
  } finally {
    await pool.end();
  }
}

/** What the compiler's libraries for Node do not declare. */
declare const WebAssembly: {
  instantiate(
    binary: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: object } }>;
};

let loading: Promise<void> | undefined;

/** The package expects a bundler that turns `import … from "x.wasm"` into an instance; this does it by hand. */
function loadEngine(): Promise<void> {
  loading ??= (async () => {
    const binary = await readFile(
      new URL("schema_engine_bg.wasm", import.meta.resolve("@prisma/schema-engine-wasm")),
    );
    const { instance } = await WebAssembly.instantiate(binary, { "./schema_engine_bg.js": { ...engine } });
    callInternal(engine, "__wbg_set_wasm", instance.exports);
    callInternal(instance.exports, "__wbindgen_start");
  })();
  return loading;
}

/** Calls a function that the package exports but its types leave out. */
function callInternal(owner: object, name: string, ...args: unknown[]): void {
  const value: unknown = Reflect.get(owner, name);
  if (typeof value !== "function") throw new Error(`@prisma/schema-engine-wasm no longer has ${name}`);
  Reflect.apply(value, undefined, args);
}

const ADAPTER = { provider: "postgres", adapterName: "@prisma/adapter-pg" } as const;

/** As much of a driver adapter as a comparison uses; Prisma's own refuses the catalogue's "char" columns. */
function adapter(pool: pg.Pool): SqlDriverAdapter {
  return {
    ...ADAPTER,
    queryRaw: (query) => queryRaw(pool, query),
    executeRaw: async ({ sql, args }) => (await pool.query(sql, args)).rowCount ?? 0,
    executeScript: async (script) => {
      await pool.query(script);
    },
    startTransaction: refuse,
    getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
    dispose: async () => {},
  };
}

function refuse(): never {
  throw new Error("comparing two schemas needs no transaction and no shadow database");
}

/** Types of the system catalogue's columns by object id (PostgreSQL's `pg_type.dat`); others are read as text. */
const COLUMN_TYPES: Readonly<Record<number, ColumnType>> = {
  16: ColumnTypeEnum.Boolean,
  18: ColumnTypeEnum.Character, // "char", one byte
  20: ColumnTypeEnum.Int64,
  21: ColumnTypeEnum.Int32,
  23: ColumnTypeEnum.Int32,
  26: ColumnTypeEnum.Int64, // oid
  1003: ColumnTypeEnum.TextArray, // name[]
  1005: ColumnTypeEnum.Int32Array,
  1009: ColumnTypeEnum.TextArray,
  1184: ColumnTypeEnum.DateTime, // timestamptz
};

/** The engine reads 64-bit integers and times from strings, times in RFC 3339. */
const asText = (value: string) => value;
const PARSERS: Readonly<Record<number, (value: string) => unknown>> = {
  20: asText,
  26: asText,
  1184: (value) => new Date(value).toISOString(),
};

async function queryRaw(pool: pg.Pool, { sql, args }: SqlQuery): Promise<SqlResultSet> {
  const { fields, rows } = await pool.query<unknown[]>({
    text: sql,
    values: args,
    rowMode: "array",
    types: { getTypeParser: (oid: number) => PARSERS[oid] ?? pg.types.getTypeParser(oid, "text") },
  });
  return {
    columnNames: fields.map((field) => field.name),
    columnTypes: fields.map((field) => COLUMN_TYPES[field.dataTypeID] ?? ColumnTypeEnum.Text),
    rows,
  };
}
