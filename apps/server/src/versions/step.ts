import { type EventType, type OperationId, operations } from "@wth/contract";
import type { Contract } from "../http/contract.ts";
import { parameterRules } from "../http/parameters.ts";
import { BODY_SCHEMA } from "../http/validate.ts";
import { oldName } from "./names.ts";
import { apply, compileRewrite, inOrder } from "./rewrite.ts";
import type { Edit, Transform, VersionChange } from "./version-change.ts";

/** The step between a version and the next one: the changes of that one, bound to the two contracts. */
export class Step {
  readonly #before: Contract;
  readonly #after: Contract;
  readonly #changes: readonly VersionChange[];
  readonly #edits: ReadonlyMap<string, readonly Edit[]>;
  readonly #ups: ReadonlyMap<string, Transform>;
  readonly #downs: ReadonlyMap<string, Transform>;

  /** @param changes those that the later version introduced, in their order. */
  constructor(before: Contract, after: Contract, changes: readonly VersionChange[]) {
    this.#before = before;
    this.#after = after;
    this.#changes = changes;
    this.#edits = editsBySchema(changes);
    this.#ups = transforms(this.#edits, up);
    this.#downs = transforms(this.#edits, down);
  }

  /** Takes a checked body up. */
  body(id: OperationId): Transform | null {
    const { path, method } = operations[id];
    const place = this.#before.placeAt("paths", path, method, ...BODY_SCHEMA);
    return compileRewrite(this.#before, place, this.#ups);
  }

  /** Takes one item up, of an array that the body leaves to the operation. */
  item(id: OperationId, property: string): Transform | null {
    const { path, method } = operations[id];
    const place = this.#before.placeAt(
      "paths",
      path,
      method,
      ...BODY_SCHEMA,
      "properties",
      property,
      "items",
    );
    return compileRewrite(this.#before, place, this.#ups);
  }

  /** Takes a checked query up, parameter by parameter and then as a whole. */
  query(id: OperationId): Transform | null {
    const { path, method } = operations[id];
    const byName = new Map(
      parameterRules(this.#before, path, method)
        .filter((rule) => rule.in === "query")
        .map(({ name, schema }) => [name, compileRewrite(this.#before, schema, this.#ups)]),
    );
    const values: Transform = (query) =>
      Object.fromEntries(
        Object.entries({ ...(query as object) }).map(([name, value]) => [
          name,
          apply(byName.get(name), value),
        ]),
      );
    const isChanged = [...byName.values()].some((transform) => transform !== null);
    return inOrder([isChanged ? values : null, up(this.#queryEdits(id))]);
  }

  /** Takes an answer down. */
  answer(id: OperationId, status: number): Transform | null {
    const { path, method } = operations[id];
    const content = ["responses", status, "content", "application/json", "schema"];
    return compileRewrite(this.#after, this.#after.placeAt("paths", path, method, ...content), this.#downs);
  }

  /** Takes an event down. */
  event(type: EventType): Transform | null {
    const place = this.#after.placeAt("webhooks", type, "post", ...BODY_SCHEMA);
    return compileRewrite(this.#after, place, this.#downs);
  }

  /** The name before of a field or query parameter. */
  param(id: OperationId, name: string): string {
    const { path, method } = operations[id];
    const inQuery = this.#queryEdits(id).find(({ renamed }) => renamed?.[1] === name);
    if (inQuery?.renamed !== undefined) return inQuery.renamed[0];
    const body = this.#after.placeAt("paths", path, method, ...BODY_SCHEMA);
    return body === null ? name : oldName(this.#after, body, this.#edits, name);
  }

  #queryEdits(id: OperationId): readonly Edit[] {
    return this.#changes.flatMap(({ queries }) => queries?.[id] ?? []);
  }
}

function editsBySchema(changes: readonly VersionChange[]): Map<string, readonly Edit[]> {
  const edits = new Map<string, readonly Edit[]>();
  for (const { schemas } of changes) {
    for (const [name, more] of Object.entries(schemas ?? {}))
      edits.set(name, [...(edits.get(name) ?? []), ...more]);
  }
  return edits;
}

function transforms(
  edits: ReadonlyMap<string, readonly Edit[]>,
  direction: (edits: readonly Edit[]) => Transform | null,
): Map<string, Transform> {
  return new Map(
    [...edits].flatMap(([name, list]) => {
      const transform = direction(list);
      return transform === null ? [] : [[name, transform] as const];
    }),
  );
}

function up(edits: readonly Edit[]): Transform | null {
  return inOrder(edits.map((edit) => edit.up));
}

/** The last change is the first to be undone. */
function down(edits: readonly Edit[]): Transform | null {
  return inOrder(edits.map((edit) => edit.down).reverse());
}
