import { readFile } from "node:fs/promises";
import { type OperationId, openapiDocument, operations } from "@wth/contract";
import { describe, expect, expectTypeOf, it } from "vitest";
import { WatchTraderHub } from "./index.ts";
import { fakeRuntime } from "./mock/fake-runtime.ts";
import { successExamples } from "./testing/contract.ts";
import { API_KEY } from "./testing/fixtures.ts";
import { ID, methods, withoutMethod } from "./testing/methods.ts";
import { errorBody, type SeenRequest, sendJson, startServer } from "./testing/server.ts";

const names = Object.keys(methods);
const cases = Object.entries(methods).map(([name, [id, call]]) => ({ name, id, call, ...operations[id] }));

/** A client of a server that first answers 503, and from then on with the example of the contract. */
async function failingOnce(example: { status: number; body: unknown }) {
  const server = await startServer((_request, response, index) => {
    if (index === 0) sendJson(response, 503, errorBody("api_error", "service_unavailable"));
    else sendJson(response, example.status, example.body);
  });
  const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url, runtime: fakeRuntime() });
  return { wth, requests: server.requests };
}

describe("the operations of the contract", () => {
  it("each have a method, or a reason to have none", () => {
    type Performed = (typeof methods)[keyof typeof methods][0];
    expectTypeOf<Performed | keyof typeof withoutMethod>().toEqualTypeOf<OperationId>();
    const covered = [...cases.map(({ id }) => id), ...Object.keys(withoutMethod)];
    expect([...new Set(covered)].sort()).toEqual(Object.keys(operations).sort());
  });

  it.each(cases)("$name sends what $id takes, the same again in a retry", async (one) => {
    for (const example of successExamples(one.id)) {
      const { wth, requests } = await failingOnce(example);
      await one.call(wth, { idempotencyKey: "my-key" });
      expect(requests).toHaveLength(2);
      expect(facts(requests[1])).toEqual(facts(requests[0]));
      expect(facts(requests[0])).toEqual({
        method: one.method.toUpperCase(),
        path: one.basePath + one.path.replace("{id}", ID),
        key: one.idempotent ? "my-key" : undefined,
        contentType: one.hasBody ? "application/json" : undefined,
        body: one.hasBody ? expect.stringMatching(/^\{".+\}$/) : "",
      });
    }
  });

  it.each(cases)("$name gives what $id answers", async ({ id, call }) => {
    for (const example of successExamples(id)) {
      const { wth, requests } = await failingOnce(example);
      await expect(call(wth, {})).resolves.toEqual(example.body);
      const keys = requests.map((request) => request.headers["idempotency-key"]);
      expect(new Set(keys).size).toBe(1);
    }
  });
});

function facts(request: SeenRequest | undefined) {
  return {
    method: request?.method,
    path: request?.url.split("?")[0],
    key: request?.headers["idempotency-key"],
    contentType: request?.headers["content-type"],
    body: request?.body,
  };
}

describe("the methods of the client", () => {
  it("are these, and no others", () => {
    const wth = new WatchTraderHub({ apiKey: API_KEY });
    const resources = Object.entries(wth).flatMap(([resource, value]) =>
      methodsOf(value).map((method) => `${resource}.${method}`),
    );
    expect([...methodsOf(wth), ...resources].sort()).toEqual([...names].sort());
  });

  it("are all in the README's table, and the table has no others", async () => {
    const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
    const rows = [...readme.matchAll(/^\| +`wth\.([\w.]+)\(.*\)` +\|/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(names.filter((name) => !name.endsWith(".iterate")).sort());
  });

  it("have options that are all in the README's tables", async () => {
    const read = (name: string) => readFile(new URL(name, import.meta.url), "utf8");
    const [readme, client, sync] = await Promise.all(
      ["../README.md", "./options.ts", "./resources/listing-sync.ts"].map(read),
    );
    const interfaces = [
      ...`${client}${sync}`.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm),
    ].filter(([, name]) => /(Options|CallLimits)$/.test(name ?? ""));
    const options = interfaces.flatMap(([, , body = ""]) =>
      [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name = ""]) => name),
    );
    const rows = readme?.match(/^\| `\w+`(, `\w+`)* +\|.*$/gm) ?? [];
    const named = rows.flatMap((row) => (row.split("|")[1] ?? "").match(/\w+/g) ?? []);
    expect(options.length).toBeGreaterThan(15);
    expect(named).toEqual(expect.arrayContaining(options));
  });
});

/** The methods of an object, its class's and those that it inherits. */
function methodsOf(value: object): string[] {
  const found = new Set<string>();
  for (let at = Object.getPrototypeOf(value); at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) found.add(name);
  }
  found.delete("constructor");
  return [...found];
}

describe("rules of the contract that its types cannot say", () => {
  it("an upsert needs one of the fields that UpsertCustomerParams demands", () => {
    expect(openapiDocument.components.schemas.CustomerUpsert?.anyOf).toEqual([
      { required: ["external_id"] },
      { required: ["email"] },
    ]);
  });
});
