import { isRecord } from "../http/document.ts";
import type { Edit } from "./version-change.ts";

/** A field that had another name before. */
export function renamedField(before: string, now: string): Edit {
  return {
    up: (object) => renameKey(object, before, now),
    down: (object) => renameKey(object, now, before),
    renamed: [before, now],
  };
}

/** A value that was written differently before. */
export function renamedValue(before: string, now: string): Edit {
  return {
    up: (value) => (value === before ? now : value),
    down: (value) => (value === now ? before : value),
  };
}

/** A field of a request that callers did not have to send before: what is taken for them. */
export function newRequiredField(name: string, value: unknown): Edit {
  return { up: (object) => (isRecord(object) && !(name in object) ? { ...object, [name]: value } : object) };
}

/** An edit of what is in a field of an object. Where the field is absent, nothing happens. */
export function inField(name: string, { up, down }: Edit): Edit {
  const lift = (transform: (value: unknown) => unknown) => (object: unknown) =>
    isRecord(object) && name in object ? { ...object, [name]: transform(object[name]) } : object;
  return {
    ...(up === undefined ? {} : { up: lift(up) }),
    ...(down === undefined ? {} : { down: lift(down) }),
  };
}

/** Keeps the order of the fields. */
function renameKey(object: unknown, from: string, to: string): unknown {
  if (!isRecord(object) || !(from in object)) return object;
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key === from ? to : key, value]));
}
