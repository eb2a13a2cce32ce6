/** An object as JSON has it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object, and neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What lies at a path of keys; undefined where a step of it is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((found, key) => (isObject(found) ? found[key] : undefined), value);
}

/** The value if it is an object, else an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value if it is a list, else an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value if it is text, else none. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/**
 * A number that the contract has to have.
 *
 * @throws {Error} where there is none: the contract has changed, and a page still speaks of it.
 */
export function numberAt(value: unknown, ...path: readonly string[]): number {
  const found = at(value, ...path);
  if (typeof found === "number") return found;
  throw new Error(
    `The contract has no number at ${path.join(".")}: correct the page's fact in apps/docs/build.`,
  );
}
