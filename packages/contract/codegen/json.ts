/** Any JSON value, as parsed. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [key: string]: Json;
}

/** Whether the value is a JSON object: neither an array nor `null`. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The object at the end of `keys`.
 * @throws Error naming the path, if anything on it is absent or not an object.
 */
export function objectAt(root: unknown, ...keys: string[]): JsonObject {
  let current: unknown = root;
  for (const [depth, key] of keys.entries()) {
    current = isObject(current) ? current[key] : undefined;
    if (!isObject(current)) {
      throw new Error(`The document has no object at ${keys.slice(0, depth + 1).join(" → ")}.`);
    }
  }
  if (!isObject(current)) throw new Error("The document is not an object.");
  return current;
}

/**
 * The string under `key`.
 * @throws Error naming `where` and the key, if it is absent or not a string.
 */
export function stringAt(object: JsonObject, key: string, where: string): string {
  const value = object[key];
  if (typeof value !== "string" || value === "") throw new Error(`${where}: "${key}" must be a text.`);
  return value;
}

/** Calls `visit` with every object inside the value, the outer ones first, and its path of keys. */
export function walkObjects(
  value: unknown,
  visit: (object: JsonObject, path: string[]) => void,
  path: string[] = [],
): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walkObjects(item, visit, [...path, String(index)]);
  } else if (isObject(value)) {
    visit(value, path);
    for (const [key, item] of Object.entries(value)) walkObjects(item, visit, [...path, key]);
  }
}

/** The same object with its keys in code-point order, so that output does not depend on the order of reading. */
export function sortKeys(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
