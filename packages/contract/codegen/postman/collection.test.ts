import { describe, expect, it } from "vitest";
import { operationsOf } from "../emit-operations.ts";
import { isObject, type JsonObject, objectAt, walkObjects } from "../json.ts";
import { document } from "../testing.ts";
import { idVariable } from "./chain.ts";
import { emitPostman } from "./collection.ts";
import { sandboxSchema } from "./sandbox-schema.ts";

// What the collection is made of; that it runs is proven in packages/interop.

const collection = await emitPostman(document);
const folders = Array.isArray(collection.item) ? collection.item.filter(isObject) : [];
const items = folders.flatMap(({ item }) => (Array.isArray(item) ? item.filter(isObject) : []));

function itemNamed(name: string): JsonObject {
  const found = items.find((item) => item.name === name);
  if (found === undefined) throw new Error(`The collection has no request "${name}".`);
  return found;
}

function testOf(item: JsonObject): string {
  const events = Array.isArray(item.event) ? item.event.filter(isObject) : [];
  const lines = events.find(({ listen }) => listen === "test")?.script;
  return isObject(lines) && Array.isArray(lines.exec) ? lines.exec.join("\n") : "";
}

describe("the collection", () => {
  it("has a request for each operation, in the folder of its tag", () => {
    const placed = folders.flatMap(({ name, item }) =>
      (Array.isArray(item) ? item.filter(isObject) : []).map((each) => `${name}: ${each.name}`),
    );
    const documented = operationsOf(document).map(
      ({ operation }) => `${Array.isArray(operation.tags) ? operation.tags[0] : ""}: ${operation.summary}`,
    );
    expect(placed.sort()).toEqual(documented.sort());
  });

  it("is the same each time, with ids of its own for everything", async () => {
    // Several times, because the importer makes up what the contract does not show.
    for (let time = 0; time < 5; time += 1) expect(await emitPostman(document)).toEqual(collection);
    const ids: unknown[] = [];
    walkObjects(collection, ({ id, name }) => {
      if (id !== undefined && name !== undefined) ids.push(id);
    });
    expect(ids.length).toBeGreaterThan(items.length * 2);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
  });

  it.each(items.map((item) => [String(item.name), item] as const))(
    "%s: saved answers, and tests",
    (_name, item) => {
      const saved = Array.isArray(item.response) ? item.response.filter(isObject) : [];
      const codes = saved.map(({ code }) => Number(code));
      expect(codes.some((code) => code < 300)).toBe(true);
      for (const { code, body } of saved)
        if (code !== 204 && code !== 304) expect(() => JSON.parse(String(body)), `${code}`).not.toThrow();
      expect(testOf(item)).toContain("to.be.oneOf(expected)");
    },
  );

  it("takes ids from the requests before, and asks for no filter", () => {
    expect(objectAt(itemNamed("Get an order"), "request", "url").variable).toMatchObject([
      { key: "id", value: "{{orderId}}" },
    ]);
    expect(testOf(itemNamed("Report an order"))).toContain('set("orderId", body.id)');
    const { query, raw } = objectAt(itemNamed("List listings"), "request", "url");
    expect(raw).toBe("{{baseUrl}}/listings");
    expect(Array.isArray(query) && query.every((each) => isObject(each) && each.disabled === true)).toBe(
      true,
    );
  });

  it("sends the API key, but not where none is taken", () => {
    expect(collection.auth).toMatchObject({ type: "bearer", bearer: [{ value: "{{apiKey}}" }] });
    expect(objectAt(itemNamed("List orders"), "request").auth).toBeUndefined();
    expect(objectAt(itemNamed("Check that the API answers"), "request").auth).toEqual({ type: "noauth" });
  });

  it("lets the order of a run be sent again", () => {
    const { raw } = objectAt(itemNamed("Report an order"), "request", "body");
    expect(JSON.parse(String(raw))).toMatchObject({ external_id: "shop-{{$guid}}" });
  });
});

describe("idVariable", () => {
  it.each([
    ["/orders/{id}", "orderId"],
    ["/orders/{id}/cancel", "orderId"],
    ["/orders", "orderId"],
    ["/webhook_deliveries/{id}", "webhookDeliveryId"],
    ["/partner/webhooks/{id}/test", "partnerWebhookId"],
  ])("of %s is %s", (path, expected) => {
    expect(idVariable(path)).toBe(expected);
  });
});

describe("sandboxSchema", () => {
  it("stands alone, and keeps what checks", () => {
    const schemas: JsonObject = {
      Id: { type: "string", format: "uuid", description: "An id." },
      Tree: { type: "object", properties: { id: { $ref: "#/components/schemas/Id" } }, required: ["id"] },
    };
    objectAt(schemas, "Tree", "properties").children = {
      type: "array",
      items: { $ref: "#/components/schemas/Tree" },
    };
    const schema = { $ref: "#/components/schemas/Tree", description: "The root.", minProperties: 2 };
    expect(sandboxSchema({ components: { schemas } }, schema)).toEqual({
      allOf: [{ $ref: "#/definitions/Tree" }, { minProperties: 2 }],
      definitions: {
        Id: { type: "string", format: "uuid" },
        Tree: {
          type: "object",
          required: ["id"],
          properties: {
            id: { $ref: "#/definitions/Id" },
            children: { type: "array", items: { $ref: "#/definitions/Tree" } },
          },
        },
      },
    });
  });

  it.each([
    [{ oneOf: [{ const: 1 }] }, { anyOf: [{ const: 1 }] }],
    [{ type: "string", format: "iso-4217" }, { type: "string" }],
    [{ unevaluatedProperties: false, "x-extensible": true }, {}],
  ])("%o is checked as %o", (schema, expected) => {
    expect(sandboxSchema({ components: { schemas: {} } }, schema)).toEqual(expected);
  });
});
