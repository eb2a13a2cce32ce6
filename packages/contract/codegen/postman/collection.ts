import { type Operation, operationsOf } from "../emit-operations.ts";
import { isObject, type JsonObject, objectAt, stringAt } from "../json.ts";
import { bearer, KEYS } from "./authorization.ts";
import { earlier, exceptions, idVariable } from "./chain.ts";
import { type Converted, convert, requestKey } from "./convert.ts";
import { eventsOf } from "./events.ts";
import { requestOf, savedResponse } from "./request.ts";
import { afterRequest, beforeRequest, script } from "./scripts.ts";
import { uuidOf } from "./uuid.ts";

const SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

const HOW_TO_RUN = `## How to run this collection
Set \`apiKey\` (and \`baseUrl\`, if this is not where you got it from) and run it from top to bottom: each request
leaves the ids that later ones need in the collection's variables, and checks its answer against the contract. Use a test
key, because orders and clients are made. The partner's requests need \`partnerKey\`, and are left out without it.
Every \`POST\` gets a new \`Idempotency-Key\`, unless you enable the header and set your own.`;

/**
 * The Postman collection (format 2.1) of the document: what Postman's importer makes of it, in folders by tag, with the
 * variables, scripts and tests that let it run as it is imported. The same document always gives the same collection.
 *
 * @throws Error when the importer leaves an operation out.
 */
export async function emitPostman(document: JsonObject): Promise<JsonObject> {
  const converted = await convert(document);
  const operations = operationsOf(document);
  const folders = folderNames(document)
    .map((tag) => folderOf(document, tag, operations, converted))
    .filter((folder) => Array.isArray(folder.item) && folder.item.length > 0);
  const title = stringAt(objectAt(document, "info"), "title", "info");
  const [server] = Array.isArray(document.servers) ? document.servers : [];
  const baseUrl = isObject(server) ? stringAt(server, "url", "servers") : "";
  return {
    info: {
      _postman_id: uuidOf(title),
      name: title,
      description: `${converted.description}\n\n${HOW_TO_RUN}`,
      schema: SCHEMA,
    },
    auth: bearer("apiKey"),
    event: [script("prerequest", beforeRequest), script("test", afterRequest)],
    variable: variablesOf(baseUrl, operations),
    item: folders,
  };
}

function folderNames(document: JsonObject): string[] {
  const tags = Array.isArray(document.tags) ? document.tags.filter(isObject) : [];
  const names = tags.map((tag) => stringAt(tag, "name", "tags"));
  for (const [name, before] of Object.entries(earlier)) {
    if (!names.includes(name) || !names.includes(before)) continue;
    names.splice(names.indexOf(name), 1);
    names.splice(names.indexOf(before), 0, name);
  }
  return names;
}

function folderOf(
  document: JsonObject,
  tag: string,
  all: readonly Operation[],
  converted: Converted,
): JsonObject {
  const tagged = all.filter(({ operation }) => Array.isArray(operation.tags) && operation.tags.includes(tag));
  // What deletes an object comes when nothing needs it any more.
  const ordered = [
    ...tagged.filter(({ method }) => method !== "delete"),
    ...tagged.filter(({ method }) => method === "delete"),
  ];
  const tags = Array.isArray(document.tags) ? document.tags.filter(isObject) : [];
  const description = tags.find(({ name }) => name === tag)?.description ?? "";
  return {
    id: uuidOf(tag),
    name: tag,
    description,
    item: ordered.map((operation) => itemOf(document, operation, converted)),
  };
}

function itemOf(document: JsonObject, found: Operation, { items }: Converted): JsonObject {
  const { path, method, operation } = found;
  const key = requestKey(method, path);
  const item = items.get(key);
  if (item === undefined) throw new Error(`openapi-to-postmanv2 has left out ${key}.`);
  const name = stringAt(operation, "summary", key);
  const request = requestOf(document, found, objectAt(item, "request"));
  const saved = Array.isArray(item.response) ? item.response.filter(isObject) : [];
  return {
    id: uuidOf(key),
    name,
    event: eventsOf(document, found),
    request,
    response: saved.map((response) => savedResponse(document, found, response, request)),
  };
}

function variablesOf(baseUrl: string, operations: readonly Operation[]): JsonObject[] {
  const ids = new Set(
    operations.filter(({ path }) => path.includes("{id}")).map(({ path }) => idVariable(path)),
  );
  const saved = Object.values(exceptions).flatMap(({ saves = {} }) => Object.keys(saves));
  const set = "Set by the requests as they run.";
  return [
    variable("baseUrl", baseUrl, "Where the API is, /api/v1 included."),
    ...Object.values(KEYS).map((key) => variable(key.variable, "", key.description)),
    variable("origin", new URL(baseUrl).origin, "Set from baseUrl, for what lies beside the API."),
    ...[...ids, ...saved].map((name) => variable(name, "", set)),
  ];
}

function variable(key: string, value: string, description: string): JsonObject {
  return { key, value, type: "string", description };
}
