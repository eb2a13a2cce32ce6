import type { EventType, WebhookEventOf } from "@wth/contract";
import type { Contract } from "../http/contract.ts";
import { isRecord } from "../http/document.ts";
import { explain, invalid } from "../http/explain.ts";
import { BODY_SCHEMA } from "../http/validate.ts";

/** The `data` of an event of a type. */
export type EventData<Type extends EventType> = WebhookEventOf<Type>["data"];

/** Receivers' parsers have limits of their own (PHP's is 512), and so has the one call stack that writes the text. */
const MAX_DEPTH = 64;

/**
 * The `data` that a contract shows as the sample of a type, marked as a test where it says which it is: a receiver
 * must not take it for real.
 */
export function sampleData<Type extends EventType>(contract: Contract, type: Type): EventData<Type> {
  const body = ["webhooks", type, "post", "requestBody", "content", "application/json"];
  const data = contract.placeAt(...body, "example", "data")?.value;
  if (data === undefined || !isRecord(data.object))
    throw new Error(`The contract shows no sample of ${type}.`);
  const mark = "is_test" in data.object ? { is_test: true } : {};
  // Safe: the contract's own tests compare each sample with its schema. Where the contract is an older version's, so is
  // the data, and it is only passed on.
  return { ...data, object: { ...data.object, ...mark } } as EventData<Type>;
}

/**
 * Compares given `data` with the schema that a contract has of its type.
 *
 * @throws {ApiError} `invalid_request`, with a `param` such as `data.object.total_amount`.
 */
export function checkEventData<Type extends EventType>(
  contract: Contract,
  type: Type,
  data: object,
): EventData<Type> {
  if (isTooDeep(data)) throw invalid("data", `must not be nested deeper than ${MAX_DEPTH} levels.`);
  const schema = contract.placeAt("webhooks", type, "post", ...BODY_SCHEMA, "properties", "data");
  if (schema === null) throw new Error(`The contract has no data of ${type}.`);
  const validate = contract.compile(schema);
  if (!validate(data)) throw explain(validate.errors, null, "/data");
  const { properties } = schema.value;
  const unknown = Object.keys(data).find((name) => !isRecord(properties) || !Object.hasOwn(properties, name));
  if (unknown !== undefined) throw invalid(`data.${unknown}`, `is not a field of ${type}. Leave it out.`);
  // Safe: its schema has nothing against it. Where the contract is an older version's, the data is only passed on.
  return data as EventData<Type>;
}

/** Goes down level by level, without recursion: what is too deep for that is what it is there to find. */
function isTooDeep(value: object): boolean {
  let level: object[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((each) =>
      Object.values(each).filter((child): child is object => typeof child === "object" && child !== null),
    );
  }
  return false;
}
