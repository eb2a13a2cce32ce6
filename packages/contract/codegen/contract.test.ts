import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { eventSchemaName, eventTypesOf, partnerEventsOf } from "./emit-events.ts";
import { type Operation, operationsOf, parametersOf, resolved } from "./emit-operations.ts";
import { isObject, type JsonObject, objectAt, walkObjects } from "./json.ts";
import { specFolder } from "./locations.ts";
import { catalogue, document } from "./testing.ts";

const operations = operationsOf(document).map((found) => ({
  ...found,
  name: `${found.method.toUpperCase()} ${found.path}`,
  secured: found.operation.security === undefined || forPartners(found),
  /** The types of partner keys that may call it; null outside of the Partner API. */
  partnerKeys: forPartners(found) ? found.operation["x-partner-keys"] : null,
  withBody: found.operation.requestBody !== undefined,
}));

function forPartners({ path }: Operation): boolean {
  return path.startsWith("/partner/");
}

const baseHeaders = ["X-Request-Id", "X-API-Version", "Cache-Control"];
const rateLimitHeaders = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];

function responsesOf({ operation }: Pick<Operation, "operation">): [number, JsonObject][] {
  return Object.entries(objectAt(operation, "responses")).flatMap(([status, response]) =>
    isObject(response) ? [[Number(status), resolved(document, response)]] : [],
  );
}

function headersOf(response: JsonObject): string[] {
  return Object.keys(isObject(response.headers) ? response.headers : {});
}

function errorCodesOf(response: JsonObject): string[] {
  return Object.keys(objectAt(response, "content", "application/json", "examples"));
}

describe("operations", () => {
  it.each(operations)("$name documents every status it can give", (found) => {
    const statuses = responsesOf(found).map(([status]) => status);
    const expected = [400, 500, 503];
    if (found.secured) expected.push(401, 429);
    // Every partner key may read offers: nobody is refused.
    if (found.secured && !String(found.partnerKeys).includes("public")) expected.push(403);
    if (found.method === "post") expected.push(409);
    if (found.method !== "get") expected.push(413);
    if (found.withBody) expected.push(415);
    if (found.path.includes("{id}")) expected.push(404);
    expect(statuses.filter((status) => status >= 400).sort()).toEqual(expected.sort());
    expect(statuses.some((status) => status >= 200 && status < 300)).toBe(true);
  });

  it.each(operations)("$name documents the headers of every response", (found) => {
    for (const [status, response] of responsesOf(found)) {
      const expected = [...baseHeaders];
      if (found.secured && status !== 401) expected.push(...rateLimitHeaders);
      if (status === 429 || status === 503) expected.push("Retry-After");
      if (status === 409) expected.push("Retry-After");
      if (found.method === "post" && status < 300) expected.push("Idempotent-Replay");
      expect(headersOf(response), String(status)).toEqual(expect.arrayContaining(expected));
    }
  });

  it.each(operations)("$name answers errors with codes of the catalogue that have that status", (found) => {
    for (const [status, response] of responsesOf(found)) {
      if (status < 400) continue;
      expect(errorCodesOf(response)).not.toEqual([]);
      for (const code of errorCodesOf(response)) {
        expect(catalogue.find((entry) => entry.code === code)?.status, code).toBe(status);
      }
    }
  });

  it.each(operations.filter(({ method }) => method === "post"))("$name takes an Idempotency-Key", (found) => {
    const key = parametersOf(document, found).find(({ name }) => name === "Idempotency-Key");
    expect(key).toMatchObject({
      in: "header",
      required: !forPartners(found),
      schema: { type: "string", minLength: 1, maxLength: 255 },
    });
  });

  it.each(operations.filter(({ withBody }) => withBody))("$name refuses unknown body fields", (found) => {
    const loose: string[] = [];
    const check = (schema: JsonObject, path: string[]): void => {
      const target = resolved(document, schema);
      const closed = ["additionalProperties", "unevaluatedProperties"].some(
        (keyword) => target[keyword] !== undefined,
      );
      if (target.type === "object" && !closed) loose.push(path.join("."));
      for (const [name, property] of Object.entries(isObject(target.properties) ? target.properties : {})) {
        if (isObject(property)) check(property, [...path, name]);
      }
      if (isObject(target.items)) check(target.items, [...path, "[]"]);
    };
    const body = objectAt(found.operation, "requestBody", "content", "application/json", "schema");
    check(body, []);
    expect(loose).toEqual([]);
  });

  it("lists follow one envelope", () => {
    const lists = Object.entries(objectAt(document, "components", "schemas")).filter(([name]) =>
      name.endsWith("List"),
    );
    expect(lists.map(([name]) => name)).toContain("ListingList");
    for (const [name, schema] of lists.filter(([each]) => each !== "CustomerBulkResultList")) {
      const required = name.startsWith("Partner")
        ? ["data", "hasMore", "nextCursor"]
        : ["object", "data", "has_more", "next_cursor"];
      expect(schema, name).toMatchObject({ required });
    }
  });

  it.each(operations.filter(forPartners))(
    "$name asks for a partner key, and says of which types",
    (found) => {
      expect(found.operation.security).toEqual([{ partnerKey: [] }]);
      expect(found.operation.tags).toEqual(["Partner"]);
      expect([
        ["branch", "personal"],
        ["branch", "personal", "public"],
      ]).toContainEqual(found.partnerKeys);
      if (found.method !== "get") expect(found.partnerKeys).not.toContain("public");
    },
  );

  it("those of the Partner API have names in camelCase", () => {
    const snakes: string[] = [];
    for (const [name, schema] of Object.entries(objectAt(document, "components", "schemas"))) {
      if (!name.startsWith("Partner") || !isObject(schema) || !isObject(schema.properties)) continue;
      snakes.push(...Object.keys(schema.properties).filter((property) => property.includes("_")));
    }
    expect(snakes).toEqual([]);
  });
});

describe("webhooks", () => {
  const types = eventTypesOf(document);

  it("are the event types, in the same order", () => {
    expect(objectAt(document, "components", "schemas", "EventType").enum).toEqual(types);
  });

  it("are the members of the Event union, mapped by their literal type", () => {
    const event = objectAt(document, "components", "schemas", "Event");
    const references = types.map((type) => `#/components/schemas/${eventSchemaName(document, type)}`);
    expect(event.oneOf).toEqual(references.map(($ref) => ({ $ref })));
    expect(objectAt(event, "discriminator").mapping).toEqual(
      Object.fromEntries(types.map((type, index) => [type, references[index]])),
    );
  });

  it.each(types)("%s has its own literal type, an example of it, and all request headers", (type) => {
    const webhook = objectAt(document, "webhooks", type, "post");
    const schema = objectAt(document, "components", "schemas", eventSchemaName(document, type));
    expect(objectAt(schema, "properties", "type").const).toBe(type);
    expect(schema.required).toEqual([
      "id",
      "object",
      "type",
      "api_version",
      "created_at",
      "livemode",
      "data",
    ]);
    expect(objectAt(webhook, "requestBody", "content", "application/json", "example").type).toBe(type);
    expect(webhook).toMatchObject({ summary: type, security: [], tags: ["Webhooks"] });
    const found = { path: type, method: "post", pathItem: {}, operation: webhook };
    expect(parametersOf(document, found).map(({ name }) => name)).toEqual([
      "X-WTH-Signature",
      "WTH-Signature",
      "X-WTH-Event-Id",
      "X-WTH-Event-Type",
      "X-WTH-Delivery-Id",
      "X-WTH-Delivery-Attempt",
      "webhook-id",
      "webhook-timestamp",
      "webhook-signature",
    ]);
  });
});

describe("webhooks of partners", () => {
  const events = partnerEventsOf(document);

  it("are the partners' event types, in the same order", () => {
    const { enum: values } = objectAt(document, "components", "schemas", "PartnerEventType");
    expect(values).toEqual([...events.values()]);
  });

  it.each([...events])(
    "%s has its own literal name, an example of it, and all request headers",
    (name, type) => {
      const webhook = objectAt(document, "webhooks", name, "post");
      const schema = objectAt(document, "components", "schemas", eventSchemaName(document, name));
      expect(objectAt(schema, "properties", "event").const).toBe(type);
      expect(schema.required).toEqual(["id", "event", "createdAt", "data"]);
      expect(objectAt(webhook, "requestBody", "content", "application/json", "example").event).toBe(type);
      expect(webhook).toMatchObject({ summary: `${type} (Partner)`, security: [], tags: ["Partner"] });
      const found = { path: name, method: "post", pathItem: {}, operation: webhook };
      expect(parametersOf(document, found).map((parameter) => parameter.name)).toEqual([
        "X-WTH-Signature",
        "WTH-Signature",
        "X-WTH-Event-Id",
        "X-WTH-Event-Type",
        "X-WTH-Delivery-Id",
        "X-WTH-Delivery-Attempt",
      ]);
    },
  );
});

describe("the document", () => {
  it("refers only to its own components", () => {
    const foreign: unknown[] = [];
    walkObjects(document, ({ $ref }) => {
      if ($ref !== undefined && !(typeof $ref === "string" && $ref.startsWith("#/components/")))
        foreign.push($ref);
    });
    expect(foreign).toEqual([]);
  });

  it.each(["headers", "parameters", "responses", "schemas"])("uses every file of spec/%s", async (kind) => {
    const files = await readdir(join(specFolder, kind));
    expect(Object.keys(objectAt(document, "components", kind))).toEqual(
      files.map((file) => basename(file, ".yaml")).sort(),
    );
  });

  it("has no marker left that only the generation understands", () => {
    const markers: string[] = [];
    walkObjects(document, (object, path) => {
      if ("x-enum-from" in object) markers.push(path.join("/"));
    });
    expect(markers).toEqual([]);
  });

  it("writes every x-semantics as a name and a version", () => {
    const values: unknown[] = [];
    walkObjects(document, (object) => {
      if ("x-semantics" in object) values.push(object["x-semantics"]);
    });
    expect(values.length).toBeGreaterThan(20);
    for (const value of values) expect(value).toMatch(/^[a-z0-9-]+\/[1-9]\d*$/);
  });

  it("gives the error schema the codes and types of the catalogue", () => {
    const schemas = objectAt(document, "components", "schemas");
    expect(objectAt(schemas, "ErrorCode").enum).toEqual(catalogue.map(({ code }) => code));
    expect(objectAt(schemas, "ErrorType").enum).toEqual([...new Set(catalogue.map(({ type }) => type))]);
  });
});
