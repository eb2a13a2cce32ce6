import { type Json, type JsonObject, objectAt } from "../codegen/json.ts";
import { document } from "../codegen/testing.ts";
import { findBreakingChanges } from "./compare.ts";
import { renderFinding } from "./finding.ts";

/** A change to the bundled document, made in place. */
export type Edit = (spec: Spec) => void;

/** A copy of the contract that a test changes. */
export class Spec {
  readonly document: JsonObject = structuredClone(document);

  /** The object at the end of the keys. */
  at(...keys: string[]): JsonObject {
    return objectAt(this.document, ...keys);
  }

  /** A component schema. */
  schema(name: string): JsonObject {
    return this.at("components", "schemas", name);
  }

  /** The schema of a component's field. */
  field(name: string, field: string): JsonObject {
    return objectAt(this.schema(name), "properties", field);
  }

  /** An operation. */
  operation(method: string, path: string): JsonObject {
    return this.at("paths", path, method);
  }

  /** A parameter that an operation has in place, by its name. */
  parameter(method: string, path: string, name: string): JsonObject {
    const found = listAt(this.operation(method, path), "parameters").find(
      (each) => objectAt(each).name === name,
    );
    return objectAt(found);
  }
}

/** The list under a key; every change to it is a change of the object. */
export function listAt(object: JsonObject, key: string): Json[] {
  const list = object[key];
  if (!Array.isArray(list)) throw new Error(`There is no list under ${key}.`);
  return list;
}

/** Sets the value under a key. */
export function set(object: JsonObject, key: string, value: Json): void {
  object[key] = value;
}

/** Gives what is under `from` the name `to`, in the place where it was. */
export function rename(object: JsonObject, from: string, to: string): void {
  const entries = Object.entries(object);
  if (!(from in object)) throw new Error(`There is no ${from} to rename.`);
  for (const [key] of entries) delete object[key];
  for (const [key, value] of entries) object[key === from ? to : key] = value;
}

/** Replaces an item of a list, or takes it out. */
export function replaceItem(list: Json[], item: Json, ...by: Json[]): void {
  const index = list.indexOf(item);
  if (index < 0) throw new Error(`There is no ${String(item)} in the list.`);
  list.splice(index, 1, ...by);
}

/** What the gate says about the contract after an edit, line by line. */
export function judge(edit: Edit): string[] {
  const spec = new Spec();
  edit(spec);
  return findBreakingChanges(document, spec.document).map(renderFinding);
}
