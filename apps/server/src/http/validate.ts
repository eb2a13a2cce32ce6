import { type OperationId, openapiDocument, operations } from "@wth/contract";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { isRecord, type Place, placeAt } from "./document.ts";
import { ApiError } from "./errors.ts";
import { jsonPath } from "./json-path.ts";
import { findUnstorableText, isStorableText } from "./text.ts";

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

interface ParameterRule {
  name: string;
  in: "path" | "query";
  required: boolean;
  type: unknown;
  default: unknown;
  validate: ValidateFunction;
}

/** A response that the contract does not allow: a fault of this server, shown to nobody outside. */
export class ContractViolation extends Error {
  override name = "ContractViolation";
}

const CONTRACT = "contract";

// OpenAPI is no schema, but its schemas are JSON Schema 2020-12 as they stand: validators are compiled by pointer.
const ajv = new Ajv2020({ strict: false, validateSchema: false, verbose: true });
addFormats.default(ajv);
ajv.addSchema({ $id: CONTRACT, ...openapiDocument });

function compile({ pointer }: Place): ValidateFunction {
  const encoded = pointer.split("/").map(encodeURIComponent).join("/");
  return ajv.compile({ $ref: `${CONTRACT}#${encoded}` });
}

/**
 * Compiles an operation's rules for requests.
 *
 * @returns a function that checks a request; it throws {@link ApiError} with the `param` that is wrong.
 */
export function requestValidator(id: OperationId): (raw: RawRequest) => CheckedRequest {
  const { path, method } = operations[id];
  const rules = parameterRules(path, method);
  const bodySchema = placeAt("paths", path, method, "requestBody", "content", "application/json", "schema");
  const validateBody = bodySchema === null ? null : compile(bodySchema);

  return (raw) => {
    const query = readParameters(rules, raw);
    if (validateBody !== null) checkBody(validateBody, raw.body);
    return { ...raw, query };
  };
}

/**
 * Compiles an operation's rules for responses.
 *
 * @returns a function that throws {@link ContractViolation} for a status, or a body, that is not documented.
 */
export function responseValidator(id: OperationId): (status: number, body: unknown) => void {
  const { path, method } = operations[id];
  const validators = new Map<number, ValidateFunction | null>();
  return (status, body) => {
    let validate = validators.get(status);
    if (validate === undefined) {
      const response = placeAt("paths", path, method, "responses", status);
      if (response === null) throw new ContractViolation(`${id}: the contract has no status ${status}.`);
      const schema = placeAt(
        "paths",
        path,
        method,
        "responses",
        status,
        "content",
        "application/json",
        "schema",
      );
      validate = schema === null ? null : compile(schema);
      validators.set(status, validate);
    }
    if (validate === null) {
      if (body !== undefined)
        throw new ContractViolation(`${id}: the contract has no body for status ${status}.`);
    } else if (!validate(body)) {
      throw new ContractViolation(`${id}, status ${status}: ${ajv.errorsText(validate.errors)}`);
    }
  };
}

/** A function that throws {@link ContractViolation} for what does not fit a component schema. */
export function schemaValidator(name: string): (value: unknown) => void {
  const place = placeAt("components", "schemas", name);
  if (place === null) throw new Error(`The contract has no schema ${name}.`);
  const validate = compile(place);
  return (value) => {
    if (!validate(value)) throw new ContractViolation(`${name}: ${ajv.errorsText(validate.errors)}`);
  };
}

function parameterRules(path: string, method: string): ParameterRule[] {
  const places = [placeAt("paths", path), placeAt("paths", path, method)];
  return places.flatMap((owner) => {
    const list = owner?.value.parameters;
    if (owner === null || !Array.isArray(list)) return [];
    return list.flatMap((_, index) => {
      const steps = owner === places[0] ? [path] : [path, method];
      return parameterRule(placeAt("paths", ...steps, "parameters", index)) ?? [];
    });
  });
}

function parameterRule(place: Place | null): ParameterRule | null {
  if (place === null) return null;
  const { name, in: location, required, schema } = place.value;
  if (typeof name !== "string" || (location !== "path" && location !== "query") || !isRecord(schema))
    return null;
  const target = { pointer: `${place.pointer}/schema`, value: schema };
  return {
    name,
    in: location,
    required: required === true,
    type: schema.type,
    default: schema.default,
    validate: compile(target),
  };
}

/** Checks path and query, and gives the query back with numbers as numbers and defaults filled in. */
function readParameters(rules: readonly ParameterRule[], raw: RawRequest): Record<string, unknown> {
  for (const rule of rules.filter((each) => each.in === "path")) {
    // An id that cannot exist does not exist.
    if (!rule.validate(raw.path[rule.name])) throw new ApiError("resource_not_found", { param: rule.name });
  }
  const known = new Map(rules.filter((each) => each.in === "query").map((each) => [each.name, each]));
  for (const name of raw.query.keys()) {
    if (!known.has(name))
      throw invalid(name, `is not a parameter here. Known: ${[...known.keys()].join(", ") || "none"}.`);
    if (raw.query.getAll(name).length > 1) throw invalid(name, "is given more than once.");
  }
  const values: Record<string, unknown> = {};
  for (const rule of known.values()) {
    const value = readParameter(rule, raw.query.get(rule.name));
    if (value !== undefined) values[rule.name] = value;
  }
  return values;
}

function readParameter(rule: ParameterRule, text: string | null): unknown {
  if (text === null) {
    if (rule.required) throw invalid(rule.name, "is required.");
    return rule.default;
  }
  if (!isStorableText(text)) throw invalid(rule.name, "holds a character that cannot be stored.");
  const value = rule.type === "integer" && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (!rule.validate(value)) throw explain(rule.validate.errors, rule.name);
  return value;
}

function checkBody(validate: ValidateFunction, body: unknown): void {
  const unstorable = findUnstorableText(body);
  if (unstorable !== null)
    throw invalid(jsonPath(unstorable) || "body", "holds a character that cannot be stored.");
  if (!validate(body)) throw explain(validate.errors, null);
}

/** The error that says most: of those that alternatives gave, the one furthest inside. */
function explain(errors: readonly ErrorObject[] | null | undefined, parameter: string | null): ApiError {
  const [error] = [...(errors ?? [])].sort((a, b) => b.instancePath.length - a.instancePath.length);
  if (error === undefined) return invalid(parameter ?? "body", "is not valid.");
  const { missingProperty, additionalProperty, unevaluatedProperty, allowedValues } = error.params;
  const unknown = additionalProperty ?? unevaluatedProperty;
  const path = jsonPath(error.instancePath, missingProperty ?? unknown);
  const param = parameter ?? (path === "" ? "body" : path);
  if (missingProperty !== undefined) return invalid(param, "is required.");
  if (unknown !== undefined)
    return invalid(param, "is not a field here. Check its spelling, or leave it out.");
  if (Array.isArray(allowedValues)) return invalid(param, `must be one of: ${allowedValues.join(", ")}.`);
  return invalid(param, `${error.message ?? "is not valid"}.`);
}

function invalid(param: string, problem: string): ApiError {
  return new ApiError("invalid_request", { param, message: `${param} ${problem}` });
}
