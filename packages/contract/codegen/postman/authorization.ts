import type { Operation } from "../emit-operations.ts";
import { isObject, type JsonObject } from "../json.ts";

/** The variables that people set; by security scheme where one carries a key. */
export const KEYS: Readonly<Record<string, { variable: string; description: string }>> = {
  apiKey: { variable: "apiKey", description: "The API key of the integration: wth_…" },
  partnerKey: {
    variable: "partnerKey",
    description: "A secret key of the Partner API: sk_branch_… or sk_personal_…",
  },
};

/** The security scheme of an operation; undefined when it takes no key. */
export function authOf(document: JsonObject, { operation }: Operation): string | undefined {
  const security = operation.security ?? document.security;
  const [first] = Array.isArray(security) ? security : [];
  const [scheme] = Object.keys(isObject(first) ? first : {});
  if (scheme !== undefined && KEYS[scheme] === undefined)
    throw new Error(`codegen/postman: no variable carries the key of the security scheme "${scheme}".`);
  return scheme;
}

/** The bearer token of a security scheme, from the variable that carries it. */
export function bearer(scheme: string): JsonObject {
  const value = `{{${KEYS[scheme]?.variable ?? scheme}}}`;
  return { type: "bearer", bearer: [{ key: "token", value, type: "string" }] };
}
