import { randomUUIDv7 } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { boundsOf, HIGHEST_ID, lowestIdAt, randomIdAt, sqlIdAt, sqlLowestIdAt, timeOfId } from "./ids.ts";

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const times = ["1970-01-01T00:00:00.000Z", "2026-05-08T08:45:03.120Z", "2999-12-31T23:59:59.999Z"];

describe("the time in an id", () => {
  it.each(times)("%s is read as it was written, here and by PostgreSQL", async (text) => {
    const id = randomIdAt(new Date(text));
    expect(timeOfId(id).toISOString()).toBe(text);
    const { rows } = await client.query(
      `SELECT uuid_extract_timestamp($1) AS time, uuid_extract_timestamp(${sqlIdAt("$2::timestamptz")}) AS made`,
      [id, text],
    );
    expect(rows).toEqual([{ time: new Date(text), made: new Date(text) }]);
  });

  it("is that of the clock in ids of PostgreSQL and of Node", async () => {
    const { rows } = await client.query("SELECT uuidv7() AS id");
    for (const id of [String(rows[0].id), randomUUIDv7()])
      expect(Math.abs(timeOfId(id).getTime() - Date.now())).toBeLessThan(5_000);
  });
});

describe("the lowest id of a time", () => {
  it.each(times)("of %s is the same in SQL", async (text) => {
    const { rows } = await client.query(`SELECT ${sqlLowestIdAt("$1::timestamptz")} AS id`, [text]);
    expect(rows).toEqual([{ id: lowestIdAt(new Date(text)) }]);
  });

  it.each(times)("of %s lies below all ids of it, and above all before", async (text) => {
    const time = new Date(text);
    const { rows } = await client.query("SELECT $1::uuid < $2::uuid AS below, $1::uuid > $3::uuid AS above", [
      lowestIdAt(time),
      randomIdAt(time),
      time.getTime() === 0
        ? "00000000-0000-0000-0000-000000000000"
        : randomIdAt(new Date(time.getTime() - 1)),
    ]);
    expect(rows).toEqual([{ below: true, above: time.getTime() > 0 }]);
  });

  it.each([
    ["before 1970", new Date(-1), "00000000-0000-0000-0000-000000000000"],
    ["past all that an id can hold", new Date(8.64e15), "ffffffff-ffff-0000-0000-000000000000"],
  ])("%s is the nearest there is", (_name, time, id) => {
    expect(lowestIdAt(time)).toBe(id);
    expect(lowestIdAt(time) < HIGHEST_ID).toBe(true);
  });
});

it.each([
  [
    ["b", "a", "c"],
    ["a", "c"],
  ],
  [["b"], ["b", "b"]],
  [[], [HIGHEST_ID, HIGHEST_ID]],
])("the bounds of %j are %j", (ids, bounds) => {
  expect(boundsOf(ids)).toEqual(bounds);
});
