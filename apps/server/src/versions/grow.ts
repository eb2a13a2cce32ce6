import type { Edit, VersionChange } from "./version-change.ts";

type JsonObject = Record<string, unknown>;

/** The parts of a document whose members are known by their names. */
const COMPONENTS = ["schemas", "parameters", "headers", "responses"] as const;
const NONE: ReadonlySet<unknown> = new Set();

/**
 * An older version's contract as it is today. What does not break anybody comes to pinned integrations too (the
 * changelog page: "pinned versions automatically benefit"), but the document of a released version stays as it was
 * frozen. So what later versions only added is added here: endpoints, optional parameters, optional fields of closed
 * bodies, responses, event types, error codes.
 *
 * @param older the older version's document; stays as it is.
 * @param newer the document of the next version, itself grown already.
 * @param changes what that version broke: a new name for something old adds nothing.
 */
export function grow(older: object, newer: object, changes: readonly VersionChange[]): object {
  const document: JsonObject = { ...structuredClone(older) };
  const next: JsonObject = { ...newer };
  const components = objectIn(document, "components");
  const newComponents = objectIn(next, "components");
  for (const kind of COMPONENTS) addMissing(objectIn(components, kind), objectIn(newComponents, kind));
  const newSchemas = objectIn(newComponents, "schemas");
  for (const [name, schema] of Object.entries(objectIn(components, "schemas"))) {
    growSchema(schema, newSchemas[name], newNames(changes.flatMap(({ schemas }) => schemas?.[name] ?? [])));
  }
  addMissing(objectIn(document, "webhooks"), objectIn(next, "webhooks"));
  growPaths(document, next, changes);
  return document;
}

function growPaths(document: JsonObject, newer: JsonObject, changes: readonly VersionChange[]): void {
  const paths = objectIn(document, "paths");
  const newPaths = objectIn(newer, "paths");
  addMissing(paths, newPaths);
  for (const [path, item] of Object.entries(paths)) {
    const newItem = newPaths[path];
    if (!isObject(item) || !isObject(newItem)) continue;
    addMissing(item, newItem);
    for (const [method, operation] of Object.entries(item)) {
      const successor = newItem[method];
      if (!isObject(operation) || !isObject(successor)) continue;
      growParameters(operation, successor, newer, newNames(queryEdits(changes, successor.operationId)));
      addMissing(objectIn(operation, "responses"), objectIn(successor, "responses"));
      growSchema(bodySchema(operation), bodySchema(successor), NONE);
    }
  }
}

function growParameters(
  operation: JsonObject,
  successor: JsonObject,
  newer: JsonObject,
  renamed: ReadonlySet<unknown>,
): void {
  const known = listIn(operation, "parameters");
  const added = listIn(successor, "parameters").filter((parameter) => {
    if (known.some((each) => parameterKey(each) === parameterKey(parameter))) return false;
    const { name, required } = resolved(parameter, newer);
    return required !== true && !renamed.has(name);
  });
  if (added.length > 0) operation.parameters = [...known, ...added];
}

function queryEdits(changes: readonly VersionChange[], operationId: unknown): Edit[] {
  return changes.flatMap(({ queries }) =>
    Object.entries(queries ?? {}).flatMap(([id, edits]) => (id === operationId ? [...edits] : [])),
  );
}

function newNames(edits: readonly Edit[]): ReadonlySet<unknown> {
  return new Set(edits.flatMap(({ renamed }) => renamed?.[1] ?? []));
}

function bodySchema(operation: JsonObject): unknown {
  return objectIn(objectIn(objectIn(operation, "requestBody"), "content"), "application/json").schema;
}

/** Two parameters are the same when they are the same component, or have the same name in the same place. */
function parameterKey(parameter: unknown): string {
  if (!isObject(parameter)) return "";
  return typeof parameter.$ref === "string" ? parameter.$ref : `${parameter.in} ${parameter.name}`;
}

/** A parameter, or the component that it refers to. */
function resolved(parameter: unknown, document: JsonObject): JsonObject {
  if (!isObject(parameter)) return {};
  const name = typeof parameter.$ref === "string" ? parameter.$ref.split("/").at(-1) : undefined;
  const components = objectIn(document, "components");
  return name === undefined ? parameter : objectIn(objectIn(components, "parameters"), name);
}

/**
 * Adds fields that need not be sent, and values where the schema says that more may come. Stops at `$ref`s.
 *
 * @param renamed fields that are not new, only their names are.
 */
function growSchema(schema: unknown, newer: unknown, renamed: ReadonlySet<unknown>): void {
  if (!isObject(schema) || !isObject(newer)) return;
  if (schema["x-extensible"] === true && Array.isArray(schema.enum) && Array.isArray(newer.enum)) {
    schema.enum = [...new Set([...schema.enum, ...newer.enum])];
  }
  const fields = schema.properties;
  if (isObject(fields) && isObject(newer.properties)) {
    const required = listIn(newer, "required");
    for (const [name, field] of Object.entries(newer.properties)) {
      if (fields[name] !== undefined) growSchema(fields[name], field, NONE);
      else if (!required.includes(name) && !renamed.has(name)) fields[name] = structuredClone(field);
    }
  }
  growSchema(schema.items, newer.items, NONE);
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

function listIn(owner: JsonObject, key: string): unknown[] {
  const value = owner[key];
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
