import { openapiDocument } from "@wth/contract";

/** A place in a bundled contract: the value, and the JSON pointer that leads to it. */
export interface Place {
  pointer: string;
  value: Readonly<Record<string, unknown>>;
}

/** Whether a value is an object with string keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** {@link placeIn} the contract of the newest version. */
export function placeAt(...steps: readonly (string | number)[]): Place | null {
  return placeIn(openapiDocument, ...steps);
}

/**
 * Walks a bundled contract, through `$ref`s.
 *
 * @param steps keys or indexes, from the document's root.
 * @returns null when there is nothing there.
 */
export function placeIn(document: object, ...steps: readonly (string | number)[]): Place | null {
  let place: Place = { pointer: "", value: { ...document } };
  for (const step of steps) {
    const child = childOf(document, place, String(step));
    if (child === null) return null;
    place = child;
  }
  return place;
}

/** What is under a key of a place, through a `$ref`; null when it is no object or list. */
export function childOf(document: object, parent: Place, key: string): Place | null {
  const child: unknown = Object.hasOwn(parent.value, key) ? parent.value[key] : undefined;
  if (Array.isArray(child))
    return { pointer: join(parent.pointer, key), value: Object.fromEntries(child.entries()) };
  if (!isRecord(child)) return null;
  if (typeof child.$ref === "string" && child.$ref.startsWith("#/")) {
    const steps = child.$ref.slice(2).split("/");
    return placeIn(
      document,
      ...steps.map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~")),
    );
  }
  return { pointer: join(parent.pointer, key), value: child };
}

function join(pointer: string, key: string): string {
  return `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
