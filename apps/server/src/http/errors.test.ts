import { Database, statement } from "@wth/database";
import { createTestDatabase, type TestDatabase } from "@wth/database/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../test/process.ts";
import { ApiError, toApiError } from "./errors.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "errors-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const divide = statement<readonly [by: number], Record<never, never>>("test_divide", "SELECT 1 / $1::int");
const whoAmI = statement<readonly [], { pid: number }>("test_pid", "SELECT pg_backend_pid() AS pid");
const waitFor = statement<readonly [key: number], Record<never, never>>(
  "test_wait",
  "SELECT pg_advisory_xact_lock($1::bigint)",
);

/** What reaching a database ends with. */
async function failureOf(url: string): Promise<unknown> {
  const away = new Database({ url, applicationName: "errors-test" });
  const failure = await away.pool.query("SELECT 1").then(
    () => null,
    (error: unknown) => error,
  );
  await away.close();
  return failure;
}

const failureOfWork = (work: Parameters<Database["transaction"]>[0]): Promise<unknown> =>
  database.transaction(work).then(
    () => null,
    (error: unknown) => error,
  );

/** Two transactions that each wait for what the other holds: PostgreSQL ends one of them. */
async function deadlock(): Promise<unknown> {
  const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  const failures = await Promise.all(
    [0, 1].map((mine) =>
      failureOfWork(async (tx) => {
        await tx.run(waitFor, [mine]);
        both[mine === 0 ? 0 : 1].resolve();
        await Promise.all(both.map(({ promise }) => promise));
        await tx.run(waitFor, [1 - mine]);
      }),
    ),
  );
  return failures.find((failure) => failure !== null);
}

describe("a fault of the database", () => {
  it.each([
    ["nobody listens on its port", async () => failureOf(`postgresql://u:p@127.0.0.1:${await freePort()}/d`)],
    ["its Unix socket is not there", () => failureOf("postgresql:///d?host=/nowhere/at/all&user=u")],
    ["its name is unknown", () => failureOf("postgresql://u:p@nowhere.invalid/d")],
    [
      "it hung up between two statements",
      () =>
        failureOfWork(async (tx) => {
          const [{ pid } = { pid: 0 }] = await tx.run(whoAmI, []);
          await database.pool.query("SELECT pg_terminate_backend($1, 5000)", [pid]);
          await tx.run(whoAmI, []);
        }),
    ],
    ["it ended one of two that waited for each other", deadlock],
  ])("is a 503 when %s", async (_name, fail) => {
    const error = toApiError(await fail());
    expect(error).toMatchObject({ code: "service_unavailable", status: 503 });
    expect(error.headers).toEqual({ "Retry-After": "1" });
  });

  it("is a 500 when the statement is wrong", async () => {
    const failure = await failureOfWork((tx) => tx.run(divide, [0]));
    const error = toApiError(failure);
    expect(error).toMatchObject({ code: "internal_error", status: 500, cause: failure });
    expect(error.message).not.toContain("division");
  });
});

describe("anything else that was thrown", () => {
  it("stays what it is when the contract knows it", () => {
    const error = new ApiError("resource_not_found");
    expect(toApiError(error)).toBe(error);
  });

  it.each([
    ["text"],
    [undefined],
    [Object.assign(new Error("no file"), { code: "ENOENT", syscall: "open" })],
  ])("is a 500: %s", (thrown) => {
    expect(toApiError(thrown)).toMatchObject({ code: "internal_error", cause: thrown });
  });
});
