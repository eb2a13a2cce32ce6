import { describe, expect, it } from "vitest";
import { parseCatalogue } from "./catalogue.ts";
import { operationsOf, resolved } from "./emit-operations.ts";
import { isObject, objectAt } from "./json.ts";
import { catalogue, document } from "./testing.ts";

/** The public rule: which type and status go with which code. */
const promised: Record<string, [number, string]> = {
  missing_authorization: [401, "authentication_error"],
  malformed_authorization: [401, "authentication_error"],
  invalid_api_key: [401, "authentication_error"],
  plan_required: [403, "permission_error"],
  integration_disabled: [403, "permission_error"],
  invalid_request: [400, "validation_error"],
  invalid_json: [400, "validation_error"],
  invalid_cursor: [400, "validation_error"],
  missing_idempotency_key: [400, "validation_error"],
  payload_too_large: [413, "validation_error"],
  unsupported_media_type: [415, "validation_error"],
  secret_key_required: [403, "permission_error"],
  route_not_found: [404, "not_found_error"],
  resource_not_found: [404, "not_found_error"],
  method_not_allowed: [405, "not_found_error"],
  order_already_exists: [409, "conflict_error"],
  order_not_cancellable: [409, "conflict_error"],
  delivery_not_retryable: [409, "conflict_error"],
  webhook_not_configured: [409, "conflict_error"],
  webhook_limit_reached: [409, "conflict_error"],
  webhook_inactive: [409, "conflict_error"],
  key_reused_with_different_body: [409, "idempotency_error"],
  idempotency_key_in_use: [409, "idempotency_error"],
  too_many_requests: [429, "rate_limit_error"],
  too_many_failed_authentications: [429, "rate_limit_error"],
  internal_error: [500, "api_error"],
  service_unavailable: [503, "api_error"],
};

describe("the error catalogue", () => {
  it("has exactly the promised codes, each with its status and type", () => {
    expect(Object.fromEntries(catalogue.map(({ code, status, type }) => [code, [status, type]]))).toEqual(
      promised,
    );
  });

  it.each(catalogue)("$code has texts that end and say what to do", (entry) => {
    for (const text of [entry.message, entry.meaning, entry.recovery, ...entry.causes]) {
      expect(text).toMatch(/^\S.*[.`…]$/);
      expect(text).not.toContain("\n");
    }
  });

  it("names the header of a missing idempotency key", () => {
    expect(catalogue.find(({ code }) => code === "missing_idempotency_key")?.param).toBe("Idempotency-Key");
  });

  it("is used up by the operations, but for the two errors that belong to no operation", () => {
    const used = new Set<string>();
    for (const { operation } of operationsOf(document)) {
      for (const response of Object.values(objectAt(operation, "responses")).filter(isObject)) {
        const codes = resolved(document, response)["x-error-codes"];
        for (const code of Array.isArray(codes) ? codes : []) used.add(String(code));
      }
    }
    const unused = catalogue.map(({ code }) => code).filter((code) => !used.has(code));
    expect(unused).toEqual(["route_not_found", "method_not_allowed"]);
  });
});

describe("parseCatalogue", () => {
  const entry = "{ status: 409, type: conflict_error, message: m, meaning: m, causes: [c], recovery: r }";

  it.each([
    ["a status that does not go with the type", entry.replace("409", "400"), /conflict_error.*400/],
    ["an unknown type", entry.replace("conflict_error", "odd_error"), /odd_error/],
    ["a missing text", entry.replace("meaning: m, ", ""), /"meaning"/],
    ["no causes", entry.replace("[c]", "[]"), /"causes"/],
    ["an unknown field", entry.replace("recovery: r", "recovery: r, recovry: r"), /recovry/],
    ["a parameter that is not a text", entry.replace("message: m", "message: m, param: 1"), /"param"/],
  ])("refuses %s", (_, broken, problem) => {
    expect(() => parseCatalogue(`some_code: ${broken}`)).toThrow(problem);
  });

  it("refuses a code that is not in lower snake case, and one that is there twice", () => {
    expect(() => parseCatalogue(`someCode: ${entry}`)).toThrow(/snake case/);
    expect(() => parseCatalogue(`a: ${entry}\na: ${entry}`)).toThrow(/unique/i);
  });
});
