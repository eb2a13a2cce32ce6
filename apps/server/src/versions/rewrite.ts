import type { ValidateFunction } from "ajv/dist/2020.js";
import { type Contract, hasIndividualItems, keepsVersion } from "../http/contract.ts";
import { childOf, isRecord, type Place } from "../http/document.ts";
import type { Transform } from "./version-change.ts";

const COMPONENT = /^\/components\/schemas\/([^/]+)$/;

/**
 * Compiles "apply these transforms wherever such an object stands" for one schema: the contract tells where that is.
 * Inner objects are transformed before those that hold them. Left out are objects that keep the version they were
 * made with (`x-version-from`), and items that their operation handles one by one (`x-validate-items`).
 *
 * @param transforms by the name of a component schema.
 * @returns null when the schema holds nothing that is transformed.
 */
export function compileRewrite(
  contract: Contract,
  place: Place | null,
  transforms: ReadonlyMap<string, Transform>,
): Transform | null {
  return place === null || transforms.size === 0 ? null : new Compiler(contract, transforms).compile(place);
}

class Compiler {
  readonly #contract: Contract;
  readonly #transforms: ReadonlyMap<string, Transform>;
  /** By pointer; undefined while it is being compiled. */
  readonly #compiled = new Map<string, Transform | null | undefined>();

  constructor(contract: Contract, transforms: ReadonlyMap<string, Transform>) {
    this.#contract = contract;
    this.#transforms = transforms;
  }

  compile(place: Place): Transform | null {
    const { pointer, value } = place;
    if (this.#compiled.has(pointer)) {
      const known = this.#compiled.get(pointer);
      // A schema inside itself: by the time a value comes, it is compiled.
      return known === undefined ? (inner) => apply(this.#compiled.get(pointer), inner) : known;
    }
    this.#compiled.set(pointer, undefined);
    const own = this.#transforms.get(componentName(place) ?? "");
    const steps = keepsVersion(value)
      ? []
      : [this.#fields(place), this.#items(place), ...this.#all(place), this.#oneOf(place), own];
    const compiled = inOrder(steps);
    this.#compiled.set(pointer, compiled);
    return compiled;
  }

  #fields(place: Place): Transform | null {
    const properties = this.#child(place, "properties");
    const further = this.#compileChild(place, "additionalProperties");
    const names = Object.keys(properties?.value ?? {});
    const byName = new Map(names.map((name) => [name, this.#compileChild(properties, name)]));
    if (further === null && [...byName.values()].every((each) => each === null)) return null;
    return (object) => {
      if (!isRecord(object)) return object;
      return Object.fromEntries(
        Object.entries(object).map(([name, value]) => {
          return [name, apply(byName.has(name) ? byName.get(name) : further, value)];
        }),
      );
    };
  }

  #items(place: Place): Transform | null {
    const each = hasIndividualItems(place.value) ? null : this.#compileChild(place, "items");
    return each === null ? null : (list) => (Array.isArray(list) ? list.map(each) : list);
  }

  #all(place: Place): (Transform | null)[] {
    return this.#branches(place, "allOf").map((branch) => this.compile(branch));
  }

  /** Of alternatives, the first that the value fits. */
  #oneOf(place: Place): Transform | null {
    const branches = [...this.#branches(place, "oneOf"), ...this.#branches(place, "anyOf")];
    const compiled = branches.map((branch) => ({ branch, transform: this.compile(branch) }));
    if (compiled.every(({ transform }) => transform === null)) return null;
    const alternatives: { fits: ValidateFunction; transform: Transform | null }[] = compiled.map(
      ({ branch, transform }) => ({ fits: this.#contract.compile(branch), transform }),
    );
    return (value) => apply(alternatives.find(({ fits }) => fits(value))?.transform, value);
  }

  #branches(place: Place, keyword: string): Place[] {
    const list = this.#child(place, keyword);
    return Object.keys(list?.value ?? {}).flatMap((index) => this.#child(list, index) ?? []);
  }

  #compileChild(place: Place | null, key: string): Transform | null {
    const child = this.#child(place, key);
    return child === null ? null : this.compile(child);
  }

  #child(place: Place | null, key: string): Place | null {
    return place === null ? null : childOf(this.#contract.document, place, key);
  }
}

/** The name of the component schema at a place; undefined when there is none. */
export function componentName({ pointer }: Place): string | undefined {
  return COMPONENT.exec(pointer)?.[1];
}

/** What a transform makes of a value; without one the value itself. */
export function apply(transform: Transform | null | undefined, value: unknown): unknown {
  return transform === null || transform === undefined ? value : transform(value);
}

/** One transform after the other; null for none. */
export function inOrder(transforms: readonly (Transform | null | undefined)[]): Transform | null {
  const steps = transforms.filter((transform) => transform !== null && transform !== undefined);
  if (steps.length === 0) return null;
  return (value) => steps.reduce((current, transform) => transform(current), value);
}
