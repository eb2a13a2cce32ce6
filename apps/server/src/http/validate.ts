import type { ValidateFunction } from "ajv/dist/2020.js";
import { bundledContract, type Contract, hasIndividualItems } from "./contract.ts";
import { isRecord } from "./document.ts";
import { explain, unstorableText } from "./explain.ts";
import { parameterRules, readParameters } from "./parameters.ts";
import { findUnstorableText } from "./text.ts";

/** What came in, before the contract has been asked about it. */
export interface RawRequest {
  requestId: string;
  path: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Parsed JSON; undefined for operations without a body. */
  body: unknown;
  header(name: string): string | undefined;
}

/** What the contract has nothing against: numbers are numbers, and defaults are filled in. */
export interface CheckedRequest {
  requestId: string;
  path: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  body: unknown;
  header(name: string): string | undefined;
}

/** What this server made and the contract does not allow: a fault of its own, shown to nobody outside. */
export class ContractViolation extends Error {
  override name = "ContractViolation";
}

/** Where in a contract an operation stands. */
export interface OperationPlace {
  /** For messages about it. */
  readonly id: string;
  readonly path: string;
  readonly method: string;
}

/** The steps to the schema of an operation's body. */
export const BODY_SCHEMA = ["requestBody", "content", "application/json", "schema"] as const;

/**
 * Compiles an operation's rules for requests.
 *
 * @returns a function that checks a request; it throws {@link ApiError} with the `param` that is wrong.
 */
export function requestValidator(
  { path, method }: OperationPlace,
  contract: Contract,
): (raw: RawRequest) => CheckedRequest {
  const rules = parameterRules(contract, path, method);
  const bodySchema = contract.placeAt("paths", path, method, ...BODY_SCHEMA);
  const validateBody = bodySchema === null ? null : contract.compile(bodySchema);
  const individual = individualArrays(bodySchema?.value);

  return (raw) => {
    const query = readParameters(rules, raw);
    if (validateBody !== null) checkBody(validateBody, raw.body, individual);
    return { ...raw, query };
  };
}

/**
 * Compiles the same rules for a request that this server has made of a checked one, of another version: numbers are
 * numbers already. Defaults of parameters that are not there are filled in.
 *
 * @returns a function that throws {@link ContractViolation}, since the caller is not to blame.
 */
export function madeRequestValidator(
  { id, path, method }: OperationPlace,
  contract: Contract,
): (made: CheckedRequest) => CheckedRequest {
  const rules = parameterRules(contract, path, method);
  const bodySchema = contract.placeAt("paths", path, method, ...BODY_SCHEMA);
  const validateBody = bodySchema === null ? null : contract.compile(bodySchema);
  return (made) => {
    if (validateBody !== null && !validateBody(made.body))
      throw new ContractViolation(`${id}, made body: ${contract.explain(validateBody.errors)}`);
    const query: Record<string, unknown> = { ...made.query };
    for (const { name, in: location, required, default: fallback, validate } of rules) {
      if (location !== "query") continue;
      query[name] ??= fallback;
      if (query[name] === undefined) {
        delete query[name];
        if (!required) continue;
      }
      if (!validate(query[name]))
        throw new ContractViolation(`${id}, made ${name}: ${contract.explain(validate.errors)}`);
    }
    return { ...made, query };
  };
}

/** The properties of a body whose arrays are checked item by item (`x-validate-items: individually`). */
export function individualArrays(schema: Readonly<Record<string, unknown>> | undefined): string[] {
  const properties = isRecord(schema?.properties) ? schema.properties : {};
  return Object.keys(properties).filter((name) => hasIndividualItems(properties[name]));
}

/**
 * Compiles the rules for one item of an array of a body that {@link requestValidator} leaves to its operation
 * (`x-validate-items: individually` in the contract).
 *
 * @returns a function that checks the item at an index; it throws {@link ApiError} with a `param` such as
 *   `customers[3].email`.
 */
export function itemValidator(
  { id, path, method }: OperationPlace,
  property: string,
  contract: Contract,
): (item: unknown, index: number) => void {
  const items = contract.placeAt("paths", path, method, ...BODY_SCHEMA, "properties", property, "items");
  if (items === null) throw new Error(`${id} takes no array ${property}.`);
  const validate = contract.compile(items);
  return (item, index) => {
    const place = `/${property}/${index}`;
    const unstorable = findUnstorableText(item);
    if (unstorable !== null) throw unstorableText(place + unstorable);
    if (!validate(item)) throw explain(validate.errors, null, place);
  };
}

/**
 * Compiles an operation's rules for responses.
 *
 * @returns a function that throws {@link ContractViolation} for a status, or a body, that is not documented.
 */
export function responseValidator(
  { id, path, method }: OperationPlace,
  contract: Contract,
): (status: number, body: unknown) => void {
  const validators = new Map<number, ValidateFunction | null>();
  return (status, body) => {
    let validate = validators.get(status);
    if (validate === undefined) {
      const responses = ["paths", path, method, "responses"];
      // A status has its own answer, or that of its class (OpenAPI 3.1, Responses Object).
      const documented = [String(status), `${Math.floor(status / 100)}XX`].find(
        (key) => contract.placeAt(...responses, key) !== null,
      );
      if (documented === undefined)
        throw new ContractViolation(`${id}: the contract has no status ${status}.`);
      const response = [...responses, documented];
      const schema = contract.placeAt(...response, "content", "application/json", "schema");
      validate = schema === null ? null : contract.compile(schema);
      validators.set(status, validate);
    }
    if (validate === null) {
      if (body !== undefined)
        throw new ContractViolation(`${id}: the contract has no body for status ${status}.`);
    } else if (!validate(body)) {
      throw new ContractViolation(`${id}, status ${status}: ${contract.explain(validate.errors)}`);
    }
  };
}

/** A function that throws {@link ContractViolation} for what does not fit a component schema. */
export function schemaValidator(
  name: string,
  contract: Contract = bundledContract,
): (value: unknown) => void {
  const place = contract.placeAt("components", "schemas", name);
  if (place === null) throw new Error(`The contract has no schema ${name}.`);
  const validate = contract.compile(place);
  return (value) => {
    if (!validate(value)) throw new ContractViolation(`${name}: ${contract.explain(validate.errors)}`);
  };
}

/** @param individual properties whose arrays are checked item by item, elsewhere. */
function checkBody(validate: ValidateFunction, body: unknown, individual: readonly string[]): void {
  const unstorable = findUnstorableText(individual.length === 0 ? body : withoutArrays(body, individual));
  if (unstorable !== null) throw unstorableText(unstorable);
  if (!validate(body)) throw explain(validate.errors, null);
}

function withoutArrays(body: unknown, names: readonly string[]): unknown {
  if (!isRecord(body)) return body;
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => !(names.includes(name) && Array.isArray(value))),
  );
}
