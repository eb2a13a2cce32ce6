import { type Operation, parametersOf, resolved } from "../emit-operations.ts";
import { isObject, type Json, type JsonObject, objectAt } from "../json.ts";
import { authOf, bearer } from "./authorization.ts";
import { exceptions, idVariable } from "./chain.ts";
import { requestKey } from "./convert.ts";
import { uuidOf } from "./uuid.ts";

const IDEMPOTENCY_KEY = "Idempotency-Key";
const OWN_KEY =
  "The collection gives every POST a new one. Enable this to send your own: the same again for the same operation.";

/** A request of the collection, out of the one that the importer has made. */
export function requestOf(document: JsonObject, found: Operation, made: JsonObject): JsonObject {
  const { method, operation } = found;
  const auth = authOf(document, found);
  const headers = Array.isArray(made.header) ? made.header.filter(isObject) : [];
  const body = isObject(made.body) && typeof made.body.raw === "string" ? made.body : undefined;
  return {
    method: method.toUpperCase(),
    description: operation.description ?? "",
    ...(auth === "apiKey" ? {} : { auth: auth === undefined ? { type: "noauth" } : bearer(auth) }),
    header: headers.map((header) => headerOf(header)),
    url: urlOf(document, found, objectAt(made, "url")),
    ...(body === undefined ? {} : { body: bodyOf(found, body) }),
  };
}

function headerOf({ key, value, description }: JsonObject): JsonObject {
  const header = { key: key ?? "", value: value ?? "" };
  if (key === IDEMPOTENCY_KEY) return { ...header, description: OWN_KEY, disabled: true };
  const text = isObject(description) ? description.content : undefined;
  const described = text === undefined ? header : { ...header, description: text };
  return key === "If-None-Match" ? { ...described, disabled: true } : described;
}

function urlOf(document: JsonObject, found: Operation, made: JsonObject): JsonObject {
  const { path, pathItem, operation } = found;
  const elsewhere = operation.servers !== undefined || pathItem.servers !== undefined;
  const host = elsewhere ? "{{origin}}" : "{{baseUrl}}";
  const steps = path
    .slice(1)
    .split("/")
    .map((step) => step.replace(/^\{(.+)\}$/, ":$1"));
  const query: JsonObject[] = (Array.isArray(made.query) ? made.query.filter(isObject) : []).map((each) => ({
    ...plain(each),
    value: shownValue(document, found, String(each.key)),
  }));
  const variables = (Array.isArray(made.variable) ? made.variable.filter(isObject) : []).map((each) => ({
    ...plain(each),
    value: `{{${idVariable(path)}}}`,
  }));
  const enabled = query.filter(({ disabled }) => disabled !== true);
  const search = enabled.map(({ key, value }) => `${String(key)}=${String(value)}`).join("&");
  return {
    raw: `${host}/${steps.join("/")}${search === "" ? "" : `?${search}`}`,
    host: [host],
    path: steps,
    ...(query.length === 0 ? {} : { query }),
    ...(variables.length === 0 ? {} : { variable: variables }),
  };
}

/** What the contract shows of a parameter; nothing where it shows none, for which the importer would make something up. */
function shownValue(document: JsonObject, found: Operation, name: string): string {
  const parameter = parametersOf(document, found).find((each) => each.name === name) ?? {};
  const schema = isObject(parameter.schema) ? resolved(document, parameter.schema) : {};
  const [first = ""] = Array.isArray(schema.examples) ? schema.examples : [];
  return String(parameter.example ?? first);
}

/** A parameter of a URL, without what the importer adds to it. */
function plain({ key, value, description, disabled }: JsonObject): JsonObject {
  const text = isObject(description) ? description.content : undefined;
  return {
    key: key ?? "",
    value: value ?? "",
    ...(text === undefined ? {} : { description: text }),
    ...(disabled === true ? { disabled } : {}),
  };
}

function bodyOf({ operation }: Operation, body: JsonObject): JsonObject {
  const { body: fields } = exceptions[String(operation.operationId)] ?? {};
  const parsed: unknown = JSON.parse(String(body.raw));
  const changed = isObject(parsed) && fields !== undefined ? { ...parsed, ...fields } : parsed;
  return {
    mode: "raw",
    raw: JSON.stringify(changed, null, 2),
    options: { raw: { language: "json" } },
  };
}

/** A saved answer, out of the one that the importer has made, with the headers that the contract shows. */
export function savedResponse(
  document: JsonObject,
  found: Operation,
  response: JsonObject,
  request: JsonObject,
): JsonObject {
  const { path, method, operation } = found;
  const code = Number(response.code);
  const documented = resolved(document, objectAt(operation, "responses", String(code)));
  const headers = isObject(documented.headers) ? documented.headers : {};
  const body = typeof response.body === "string" ? response.body : "";
  return {
    id: uuidOf(`${requestKey(method, path)} ${code}`),
    name: `${code} ${String(response.name)}`,
    originalRequest: sentRequest(request),
    status: response.status ?? "",
    code,
    _postman_previewlanguage: body === "" ? "text" : "json",
    header: [
      ...(body === "" ? [] : [{ key: "Content-Type", value: "application/json" }]),
      ...Object.entries(headers).flatMap(([key, header]) => {
        const value = exampleOf(document, isObject(header) ? resolved(document, header) : {});
        return value === undefined ? [] : [{ key, value }];
      }),
    ],
    cookie: [],
    body,
  };
}

/** A request as it was sent for a saved answer: without what was switched off, and what only describes. */
function sentRequest({
  auth: _auth,
  description: _description,
  header,
  url,
  ...request
}: JsonObject): JsonObject {
  const enabled = (list: Json | undefined) =>
    (Array.isArray(list) ? list.filter(isObject) : [])
      .filter(({ key, disabled }) => disabled !== true || key === IDEMPOTENCY_KEY)
      .map(({ key, value }) => ({ key: key ?? "", value: value ?? "" }));
  const { query: _query, variable, ...place } = isObject(url) ? url : {};
  return { ...request, header: enabled(header), url: { ...place, variable: enabled(variable) } };
}

/** What a header looks like, if the contract shows it. */
function exampleOf(document: JsonObject, header: JsonObject): string | undefined {
  const schema = isObject(header.schema) ? resolved(document, header.schema) : {};
  const examples: Json[] = Array.isArray(schema.examples) ? schema.examples : [];
  const value = header.example ?? schema.const ?? examples[0];
  return value === undefined || header.required !== true ? undefined : String(value);
}
