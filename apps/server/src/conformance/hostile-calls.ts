import fc from "fast-check";
import { isRecord, placeAt } from "../http/document.ts";
import { type AnyOperationId, type Call, operations, pathFromBase } from "./calls.ts";
import { hostileValues, jsonText, nearlyValid } from "./hostile-values.ts";

/** How much likelier a part of a request is to be valid than hostile, so that many requests get far. */
const CALM = 24;

/**
 * Requests to an operation, generated from its schemas: valid, nearly valid, and hostile.
 *
 * @param objectIds ids that exist, for operations with an id in their path.
 */
export function hostileCalls(id: AnyOperationId, objectIds: readonly string[]): fc.Arbitrary<Call> {
  const { method } = operations[id];
  return fc
    .record({ objectId: pathValue(objectIds), query: query(id), headers: headers(id), body: body(id) })
    .map(({ objectId, query, headers, body }) => ({
      method: method.toUpperCase(),
      path: pathFromBase(id).replace("{id}", () => objectId) + (query === "" ? "" : `?${query}`),
      headers,
      ...(body === undefined ? {} : { body }),
    }));
}

function pathValue(objectIds: readonly string[]): fc.Arbitrary<string> {
  const hostile = hostileValues.map((value) =>
    encodeURIComponent(asText(value).slice(0, 2_000).toWellFormed()),
  );
  const broken = fc.constantFrom("%", "%zz", "%c0%af", "..", ".", "%2e%2e%2fme", "%00");
  return fc.oneof(
    { weight: CALM, arbitrary: fc.constantFrom(...objectIds, "0") },
    { weight: 4, arbitrary: fc.uuid() },
    // An empty step would be another path.
    { weight: 4, arbitrary: hostile.filter((text) => text !== "") },
    { weight: 2, arbitrary: broken },
  );
}

function query(id: AnyOperationId): fc.Arbitrary<string> {
  const { path, method } = operations[id];
  const parameters = Object.values(placeAt("paths", path, method, "parameters")?.value ?? {});
  const inQuery = parameters.flatMap((_, index) => {
    const parameter = placeAt("paths", path, method, "parameters", index)?.value;
    return parameter?.in === "query" && isRecord(parameter.schema) && typeof parameter.name === "string"
      ? [{ name: parameter.name, value: nearlyValid(parameter.schema, CALM) }]
      : [];
  });
  const pairs = inQuery.map(({ name, value }) => fc.tuple(fc.constant(name), value));
  const unknown = fc.tuple(fc.string({ maxLength: 10 }), hostileValues);
  const pair = fc.oneof(...pairs.map((arbitrary) => ({ weight: CALM, arbitrary })), {
    weight: 1,
    arbitrary: unknown,
  });
  const text = fc
    .array(pair, { maxLength: pairs.length === 0 ? 1 : 3 })
    .map((list) =>
      new URLSearchParams(list.map(([name, value]): [string, string] => [name, asText(value)]))
        .toString()
        .slice(0, 4_000),
    );
  const none = fc.constant("");
  const raw = fc.constantFrom("&&&", "%", "limit=%zz", "limit=1&limit=2", "a[b]=c", "=", "limit[]=1");
  return fc.oneof(
    { weight: CALM, arbitrary: pairs.length === 0 ? none : text },
    { weight: 2, arbitrary: text },
    { weight: 1, arbitrary: raw },
  );
}

/** Header values are Latin-1 (RFC 9110, 5.5); what `fetch` itself would refuse to send is left out. */
const headerText = fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 300 }).map((text) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must go.
  text.replaceAll(/[\0-\x1F\x7F]/g, "").trim(),
);

function headers(id: AnyOperationId): fc.Arbitrary<Record<string, string>> {
  const { idempotent, hasBody } = operations[id];
  const key = fc.oneof({ weight: CALM, arbitrary: fc.uuid() }, { weight: 2, arbitrary: headerText });
  const contentType = fc.oneof(
    { weight: CALM * 2, arbitrary: fc.constant("application/json") },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "application/json; charset=utf-8",
        "application/json; charset=latin1",
        "application/x-www-form-urlencoded",
        "text/json",
        "application/json, text/plain",
        "nonsense",
      ),
    },
  );
  const more = fc.oneof(
    { weight: CALM, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { "content-encoding": "gzip" },
        { "x-api-version": "1999-01-01" },
        { accept: "text/html" },
      ),
    },
  );
  return fc.tuple(key, contentType, more).map(
    ([key, type, more]): Record<string, string> => ({
      ...(idempotent ? { "idempotency-key": key } : {}),
      ...(hasBody ? { "content-type": type } : {}),
      ...more,
    }),
  );
}

function body(id: AnyOperationId): fc.Arbitrary<string | undefined> {
  const { path, method, hasBody } = operations[id];
  if (method === "get") return fc.constant(undefined);
  if (!hasBody) return fc.oneof({ weight: CALM, arbitrary: fc.constant(undefined) }, jsonText(hostileValues));
  const schema = placeAt("paths", path, method, "requestBody", "content", "application/json", "schema");
  return jsonText(nearlyValid(schema?.value ?? {}, CALM));
}

/** A value as a path or a query would carry it. */
function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
