import { isObject, type Json, type JsonObject, objectAt, stringAt } from "./json.ts";
import { header, literal } from "./render.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** One operation of the document with what its path and the document say about it. */
export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly pathItem: JsonObject;
  readonly operation: JsonObject;
}

/** Every operation under `paths`, in the order of the document. */
export function operationsOf(document: JsonObject): Operation[] {
  return Object.keys(objectAt(document, "paths")).flatMap((path) => {
    const pathItem = objectAt(document, "paths", path);
    return methods.flatMap((method) => {
      const operation = pathItem[method];
      return isObject(operation) ? [{ path, method, pathItem, operation }] : [];
    });
  });
}

/** The parameters of an operation and of its path, with references to components resolved. */
export function parametersOf(document: JsonObject, { pathItem, operation }: Operation): JsonObject[] {
  return [pathItem.parameters, operation.parameters].flatMap((list) =>
    Array.isArray(list) ? list.filter(isObject).map((parameter) => resolved(document, parameter)) : [],
  );
}

/** The object itself, or the component it refers to. */
export function resolved(document: JsonObject, object: JsonObject): JsonObject {
  const { $ref } = object;
  return typeof $ref === "string" ? objectAt(document, ...$ref.replace("#/", "").split("/")) : object;
}

/** The security scheme of the Partner API: its operations have a table of their own. */
const PARTNER_SCHEME = "partnerKey";

/** What a generated table of operations says of each. */
const TABLE_DOC = ` \`path\` is a template relative to \`basePath\`; \`security\`: whether a caller has to be known;
 * \`rateLimitCost\`: in tokens, 0 where the rate limit does not apply; \`bodyLimitBytes\`: the largest request body;
 * \`idempotent\`: whether it takes an \`Idempotency-Key\`; \`hasBody\`: whether it takes a request body.`;

/** The module `operations.ts`: what a server mounts and a client calls, by operation id. */
export function emitOperations(document: JsonObject): string {
  const all = operationsOf(document);
  const ofPartners = all.filter(({ operation }) => isForPartners(operation));
  const others = all.filter((each) => !ofPartners.includes(each));
  return `${header("the paths of spec/openapi.yaml")}
/**
 * Every operation but the Partner API's, by its id.${TABLE_DOC}
 */
export const operations = ${literal(tableOf(document, others))} as const;

/** The id of an operation. */
export type OperationId = keyof typeof operations;

/** Every operation of the Partner API, as {@link operations}; \`partnerKeys\`: the types of keys that may call it. */
export const partnerOperations = ${literal(tableOf(document, ofPartners))} as const;

/** The id of an operation of the Partner API. */
export type PartnerOperationId = keyof typeof partnerOperations;
`;
}

/** The module `dashboard-operations.ts`: the same of the dashboard's own API. */
export function emitDashboardOperations(document: JsonObject): string {
  return `${header("the paths of spec/dashboard.yaml")}
/**
 * Every operation by its id.${TABLE_DOC}
 */
export const dashboardOperations = ${literal(tableOf(document, operationsOf(document)))} as const;

/** The id of an operation. */
export type DashboardOperationId = keyof typeof dashboardOperations;
`;
}

function isForPartners({ security }: JsonObject): boolean {
  return Array.isArray(security) && security.some((each) => isObject(each) && PARTNER_SCHEME in each);
}

function tableOf(document: JsonObject, operations: readonly Operation[]): JsonObject {
  return Object.fromEntries(
    operations.map((found) => [
      stringAt(found.operation, "operationId", `${found.method} ${found.path}`),
      describeOperation(document, found),
    ]),
  );
}

function describeOperation(document: JsonObject, found: Operation): JsonObject {
  const { path, method, pathItem, operation } = found;
  const security = operation.security ?? document.security;
  const partnerKeys = operation["x-partner-keys"];
  const secured = Array.isArray(security) && security.length > 0;
  return {
    method,
    basePath: basePath(operation.servers ?? pathItem.servers ?? document.servers),
    path,
    security: secured,
    rateLimitCost: secured ? (operation["x-rate-limit-cost"] ?? document["x-rate-limit-cost"] ?? 1) : 0,
    bodyLimitBytes: operation["x-body-limit-bytes"] ?? document["x-body-limit-bytes"] ?? 0,
    idempotent: parametersOf(document, found).some(({ name }) => name === "Idempotency-Key"),
    hasBody: operation.requestBody !== undefined,
    ...(Array.isArray(partnerKeys) ? { partnerKeys } : {}),
  };
}

function basePath(servers: Json | undefined): string {
  const server = Array.isArray(servers) ? servers[0] : undefined;
  if (!isObject(server)) throw new Error("An operation has no server.");
  return new URL(stringAt(server, "url", "servers")).pathname.replace(/\/$/, "");
}
