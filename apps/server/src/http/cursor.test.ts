import { openapiDocument } from "@wth/contract";
import { describe, expect, it } from "vitest";
import { createTestDealer } from "../test/dealer.ts";
import { startTestServer } from "../test/server.ts";
import { type Cursor, decodeCursor, encodeCursor, type ListName, listEnvelope, pageSize } from "./cursor.ts";
import { ApiError } from "./errors.ts";

const id = "24f0ebb1-73d7-4e99-9901-821078594271";
const stamp = "2026-05-07T12:34:56.789Z";
const cursor: Cursor = { id, at: new Date(stamp) };
const lists: ListName[] = ["listings", "customers", "orders", "events", "webhook_deliveries"];
const genuine = encodeCursor("listings", cursor);

const base64url = (text: string) => Buffer.from(text).toString("base64url");
const forged = (value: unknown) => base64url(JSON.stringify(value));
const bits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** The same bytes in another spelling, where the last character holds bits that no byte needs. */
const withTrailingBits = (text: string) => text.slice(0, -1) + bits[bits.indexOf(text.slice(-1)) + 1];

function refusal(text: string, list: ListName = "listings"): unknown {
  try {
    return decodeCursor(list, text);
  } catch (error) {
    return error instanceof ApiError ? `${error.code} ${error.param}` : error;
  }
}

describe("a cursor", () => {
  it.each(lists)("of %s comes back as it went out", (list) => {
    expect(decodeCursor(list, encodeCursor(list, cursor))).toEqual(cursor);
  });

  it.each(["1970-01-01T00:00:00.000Z", "2026-02-28T23:59:59.999Z", "2024-02-29T00:00:00.001Z"])(
    "keeps %s to the millisecond",
    (each) => {
      const at = new Date(each);
      expect(decodeCursor("orders", encodeCursor("orders", { id, at })).at.toISOString()).toBe(each);
    },
  );

  it("fits into a URL as it stands, and into the contract's length", () => {
    const longest = encodeCursor("webhook_deliveries", cursor);
    expect(longest).toMatch(/^[\w-]+$/);
    expect(longest.length).toBeLessThanOrEqual(
      Number(openapiDocument.components.parameters.After?.schema.maxLength),
    );
  });

  it.each(
    lists.flatMap((made) => lists.filter((used) => used !== made).map((used) => [made, used] as const)),
  )("of %s is none of %s", (made, used) => {
    expect(refusal(encodeCursor(made, cursor), used)).toBe("invalid_cursor after");
  });
});

describe("a cursor that this API never made is refused:", () => {
  it.each([
    ["nothing", ""],
    ["a word", "abc"],
    ["an id", id],
    ["a URL", "https://example.com/"],
    ["characters beyond base64", "ä山⌚"],
    ["a NUL", "\0"],
    ["JSON that is not encoded", JSON.stringify([id, stamp, "listings"])],
    ["bytes that are not UTF-8", Buffer.from([0xff, 0xfe]).toString("base64url")],
    ["broken JSON", base64url(`["${id}","${stamp}"`)],
  ])("%s", (_name, text) => expect(refusal(text)).toBe("invalid_cursor after"));

  it.each([
    ["cut by a character", genuine.slice(0, -1)],
    ["without its first character", genuine.slice(1)],
    ["twice", genuine + genuine],
    ["with a character more", `${genuine}A`],
    ["with padding", `${genuine}=`],
    ["with more padding", `${genuine}==`],
    ["with a space", `${genuine} `],
    ["after a space", ` ${genuine}`],
    ["with a line break", `${genuine.slice(0, 9)}\n${genuine.slice(9)}`],
    ["with a character that decoders skip", `${genuine.slice(0, 9)}!${genuine.slice(9)}`],
    ["in upper case", genuine.toUpperCase()],
  ])("a genuine one %s", (_name, text) => expect(refusal(text)).toBe("invalid_cursor after"));

  it.each(lists)("a genuine one of %s with other unused bits at its end", (list) => {
    const text = encodeCursor(list, cursor);
    const other = withTrailingBits(text);
    // Only where the bytes do not fill the last character are there such bits.
    expect(Buffer.from(other, "base64url").equals(Buffer.from(text, "base64url"))).toBe(
      text.length % 4 !== 0,
    );
    expect(refusal(other, list)).toBe("invalid_cursor after");
  });

  it.each([
    ["null", null],
    ["a number", 7],
    ["a text", id],
    ["an object", { id, at: stamp }],
    ["an object like a list", { 0: id, 1: stamp, 2: "listings", length: 3 }],
    ["an empty list", []],
    ["an id alone", [id]],
    ["no list's name", [id, stamp]],
    ["a name of no list", [id, stamp, "dealers"]],
    ["a name of Object's", [id, stamp, "__proto__"]],
    ["one part more", [id, stamp, "listings", 1]],
    ["the parts in another order", [stamp, id, "listings"]],
    ["lists in the list", [[id], [stamp], ["listings"]]],
    ["numbers", [1, 2, 3]],
    ["an id in upper case", [id.toUpperCase(), stamp, "listings"]],
    ["an id without hyphens", [id.replaceAll("-", ""), stamp, "listings"]],
    ["an id with a line break", [`${id}\n`, stamp, "listings"]],
    ["an id with SQL in it", ["' OR 1=1 --", stamp, "listings"]],
    ["a time of no zone", [id, stamp.slice(0, -1), "listings"]],
    ["a time of another zone", [id, stamp.replace("Z", "+00:00"), "listings"]],
    ["a time of microseconds", [id, "2026-05-07T12:34:56.789012Z", "listings"]],
    ["a time of seconds", [id, "2026-05-07T12:34:56Z", "listings"]],
    ["a date alone", [id, "2026-05-07", "listings"]],
    ["a 13th month", [id, "2026-13-01T00:00:00.000Z", "listings"]],
    ["a 30th of February", [id, "2026-02-30T00:00:00.000Z", "listings"]],
    ["a 25th hour", [id, "2026-05-07T25:00:00.000Z", "listings"]],
    ["midnight of the day before", [id, "2026-05-07T24:00:00.000Z", "listings"]],
    ["a leap second", [id, "2026-06-30T23:59:60.000Z", "listings"]],
    ["a year beyond 9999", [id, "+010000-01-01T00:00:00.000Z", "listings"]],
    ["a year before 0", [id, "-000001-01-01T00:00:00.000Z", "listings"]],
    ["infinity", [id, "infinity", "listings"]],
  ])("%s", (_name, value) => expect(refusal(forged(value))).toBe("invalid_cursor after"));

  it.each([
    ["spaces", `[ "${id}", "${stamp}", "listings" ]`],
    ["escapes", `["${id}","${stamp}","\\u006cistings"]`],
    ["a byte order mark", `\u{FEFF}["${id}","${stamp}","listings"]`],
    ["a line break", `["${id}","${stamp}","listings"]\n`],
  ])("the same JSON with %s", (_name, json) => expect(refusal(base64url(json))).toBe("invalid_cursor after"));

  it.each([
    ["a megabyte", "A".repeat(1_000_000)],
    ["a megabyte of brackets", base64url("[".repeat(750_000))],
    ["deeply nested lists", base64url(`${"[".repeat(50_000)}${"]".repeat(50_000)}`)],
    ["a huge number", base64url(`["${id}",1e999,"listings"]`)],
    ["a huge id", forged(["a".repeat(500_000), stamp, "listings"])],
  ])("%s, without long thought", (_name, text) => {
    const startedAt = performance.now();
    expect(refusal(text)).toBe("invalid_cursor after");
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe("a cursor of an odd time", () => {
  it("is one that the database can take", async () => {
    const server = await startTestServer();
    const dealer = await createTestDealer(server, { listings: 1 });
    const pages = await Promise.all(
      ["0000-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"].map(async (at) => {
        const after = encodeCursor("listings", { id, at: new Date(at) });
        return (await dealer.call("GET", `/listings?after=${after}`)).json();
      }),
    );
    await server.close();
    expect(pages).toMatchObject([{ data: [] }, { data: [] }, { data: [{ object: "listing" }] }]);
  });
});

describe("a page", () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${index}`.padStart(8, "0") + id.slice(8),
      updated_at: new Date(Date.parse(stamp) - index),
      created_at: new Date(0),
    }));

  it.each([
    [0, 3, 0, false],
    [1, 3, 1, false],
    [3, 3, 3, false],
    [4, 3, 3, true],
    [1, 1, 1, false],
    [2, 1, 1, true],
  ])("of %i rows at a limit of %i has %i, and more: %s", (given, limit, shown, more) => {
    const all = rows(given);
    const page = listEnvelope("listings", all, limit, (row) => row.id);
    expect(page).toMatchObject({
      object: "list",
      data: all.slice(0, shown).map((row) => row.id),
      has_more: more,
    });
    expect(page.next_cursor !== null).toBe(more);
  });

  it.each([
    ["listings", "updated_at"],
    ["customers", "updated_at"],
    ["orders", "updated_at"],
    ["events", "created_at"],
    ["webhook_deliveries", "created_at"],
  ] as const)("of %s ends with the last row shown, and its %s", (list, column) => {
    const all = rows(3);
    const { next_cursor } = listEnvelope(list, all, 2, (row) => row.id);
    expect(decodeCursor(list, next_cursor ?? "")).toEqual({ id: all[1]?.id, at: all[1]?.[column] });
  });

  it("has 20 rows unless asked otherwise", () => {
    expect([pageSize(undefined), pageSize(1), pageSize(100)]).toEqual([20, 1, 100]);
  });
});
