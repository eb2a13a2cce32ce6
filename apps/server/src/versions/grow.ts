import { isRecord } from "../http/document.ts";

type JsonObject = Record<string, unknown>;

/** The parts of a document whose members are known by their names. */
const COMPONENTS = ["schemas", "parameters", "headers", "responses"] as const;

/**
 * An older version's contract as it is today. What does not break anybody comes to pinned integrations too (the
 * changelog page: "pinned versions automatically benefit"), but the document of a released version stays as it was
 * frozen. So what later versions only added is added here: endpoints, optional parameters, optional fields of closed
 * bodies, responses, event types, error codes.
 *
 * @param older the older version's document; stays as it is.
 * @param newer the document of the next version, itself grown already.
 */
export function grow(older: object, newer: object): object {
  const document: JsonObject = { ...structuredClone(older) };
  const next: JsonObject = { ...newer };
  for (const kind of COMPONENTS) {
    const mine = objectIn(objectIn(document, "components"), kind);
    addMissing(mine, objectIn(objectIn(next, "components"), kind));
  }
  const schemas = objectIn(objectIn(document, "components"), "schemas");
  const newSchemas = objectIn(objectIn(next, "components"), "schemas");
  for (const [name, schema] of Object.entries(schemas)) growSchema(schema, newSchemas[name]);
  addMissing(objectIn(document, "webhooks"), objectIn(next, "webhooks"));
  growPaths(objectIn(document, "paths"), objectIn(next, "paths"));
  return document;
}

function growPaths(paths: JsonObject, newPaths: JsonObject): void {
  addMissing(paths, newPaths);
  for (const [path, item] of Object.entries(paths)) {
    const newItem = newPaths[path];
    if (!isObject(item) || !isObject(newItem)) continue;
    addMissing(item, newItem);
    for (const [method, operation] of Object.entries(item)) {
      const newOperation = newItem[method];
      if (isObject(operation) && isObject(newOperation)) growOperation(operation, newOperation);
    }
  }
}

function growOperation(operation: JsonObject, newer: JsonObject): void {
  const known = Array.isArray(operation.parameters) ? operation.parameters : [];
  const added = (Array.isArray(newer.parameters) ? newer.parameters : []).filter(
    (parameter) => !known.some((each) => parameterKey(each) === parameterKey(parameter)) && !isRequired(parameter),
  );
  if (added.length > 0) operation.parameters = [...known, ...added];
  addMissing(objectIn(operation, "responses"), objectIn(newer, "responses"));
  growSchema(bodySchema(operation), bodySchema(newer));
}

function bodySchema(operation: JsonObject): unknown {
  return objectIn(objectIn(objectIn(operation, "requestBody"), "content"), "application/json").schema;
}

function parameterKey(parameter: unknown): string {
  if (!isRecord(parameter)) return "";
  return typeof parameter.$ref === "string" ? parameter.$ref : `${parameter.in} ${parameter.name}`;
}

function isRequired(parameter: unknown): boolean {
  return isRecord(parameter) && parameter.required === true;
}

/** Adds fields that need not be sent, and values where the schema says that more may come. Stops at `$ref`s. */
function growSchema(schema: unknown, newer: unknown): void {
  if (!isObject(schema) || !isObject(newer)) return;
  if (schema["x-extensible"] === true && Array.isArray(schema.enum) && Array.isArray(newer.enum)) {
    schema.enum = [...new Set([...schema.enum, ...newer.enum])];
  }
  const fields = schema.properties;
  if (isObject(fields) && isObject(newer.properties)) {
    const required = new Set(Array.isArray(newer.required) ? newer.required : []);
    for (const [name, field] of Object.entries(newer.properties)) {
      if (fields[name] !== undefined) growSchema(fields[name], field);
      else if (!required.has(name)) fields[name] = field;
    }
  }
  growSchema(schema.items, newer.items);
}

function addMissing(target: JsonObject, source: JsonObject): void {
  for (const [key, value] of Object.entries(source)) {
    if (target[key] === undefined) target[key] = structuredClone(value);
  }
}

/** The object under a key; one that belongs to nothing when there is none. */
function objectIn(owner: JsonObject, key: string): JsonObject {
  const value = owner[key];
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
