import { type Operation, resolved } from "../emit-operations.ts";
import { isObject, type JsonObject, objectAt } from "../json.ts";
import { authOf } from "./authorization.ts";
import { exceptions, idVariable } from "./chain.ts";
import { sandboxSchema } from "./sandbox-schema.ts";
import { script, skipWithout, tests } from "./scripts.ts";

/** The scripts of one request: what it needs before it is sent, and what is checked and kept of its answer. */
export function eventsOf(document: JsonObject, found: Operation): JsonObject[] {
  const { path } = found;
  const scheme = authOf(document, found);
  const before: string[] = [];
  if (scheme === "partnerKey")
    before.push(skipWithout("partnerKey", "Set the variable partnerKey to send it."));
  const id = idVariable(path);
  if (path.includes("{id}"))
    before.push(skipWithout(id, `No request before it has found an id for the variable ${id}.`));
  return [
    ...(before.length === 0 ? [] : [script("prerequest", before.join(""))]),
    script("test", testsOf(document, found)),
  ];
}

function testsOf(document: JsonObject, { path, method, operation }: Operation): string {
  const exception = exceptions[String(operation.operationId)] ?? {};
  const responses = Object.entries(objectAt(operation, "responses")).map(
    ([status, response]) => [Number(status), resolved(document, isObject(response) ? response : {})] as const,
  );
  const successes = responses.filter(([status]) => status >= 200 && status < 300);
  const checked =
    exception.refusal === undefined
      ? successes
      : responses.filter(([status]) => status < 300 || status === 409);
  const schemas: Record<string, JsonObject> = {};
  for (const [status, response] of checked) {
    const schema = schemaOf(response);
    if (schema !== undefined) schemas[status] = sandboxSchema(document, schema);
  }
  const [, success] = successes[0] ?? [];
  const ids = idSource(document, method, path, success);
  return tests({
    statuses: successes.map(([status]) => status),
    schemas,
    saves: { ...(ids === undefined ? {} : { [idVariable(path)]: ids }), ...exception.saves },
    exception,
  });
}

function schemaOf(response: JsonObject): JsonObject | undefined {
  const media = isObject(response.content) ? response.content["application/json"] : undefined;
  return isObject(media) && isObject(media.schema) ? media.schema : undefined;
}

/** Where an answer has an id that paths with `{id}` can take: of a list its first object's, of a created object its own. */
function idSource(
  document: JsonObject,
  method: string,
  path: string,
  success: JsonObject | undefined,
): string | undefined {
  if (objectsPath(document, path) === undefined || success === undefined) return undefined;
  const schema = resolved(document, schemaOf(success) ?? {});
  const properties = isObject(schema.properties) ? schema.properties : {};
  if (method === "get" && isObject(properties.data)) return "body.data[0] && body.data[0].id";
  return method === "post" ? "body.id" : undefined;
}

/** The path of one object of a collection such as `/orders`, if there is one. */
function objectsPath(document: JsonObject, path: string): string | undefined {
  const candidate = `${path}/{id}`;
  return candidate in objectAt(document, "paths") ? candidate : undefined;
}
