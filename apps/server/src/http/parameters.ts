import type { ValidateFunction } from "ajv/dist/2020.js";
import type { Contract } from "./contract.ts";
import { childOf, type Place } from "./document.ts";
import { ApiError } from "./errors.ts";
import { explain, invalid } from "./explain.ts";
import { isStorableText } from "./text.ts";

/** What the contract says about a path or query parameter. */
export interface ParameterRule {
  name: string;
  in: "path" | "query";
  required: boolean;
  type: unknown;
  default: unknown;
  /** Where its schema is. */
  schema: Place;
  validate: ValidateFunction;
}

/** The rules of an operation's parameters and of those of its path. */
export function parameterRules(contract: Contract, path: string, method: string): ParameterRule[] {
  return [[path], [path, method]].flatMap((steps) => {
    const list = contract.placeAt("paths", ...steps)?.value.parameters;
    if (!Array.isArray(list)) return [];
    return list.flatMap(
      (_, index) => parameterRule(contract, contract.placeAt("paths", ...steps, "parameters", index)) ?? [],
    );
  });
}

function parameterRule(contract: Contract, place: Place | null): ParameterRule | null {
  if (place === null) return null;
  const { name, in: location, required } = place.value;
  const schema = childOf(contract.document, place, "schema");
  if (typeof name !== "string" || (location !== "path" && location !== "query") || schema === null)
    return null;
  return {
    name,
    in: location,
    required: required === true,
    type: schema.value.type,
    default: schema.value.default,
    schema,
    validate: contract.compile(schema),
  };
}

/**
 * Checks path and query as they came, and gives the query back with numbers as numbers and defaults filled in.
 *
 * @throws {ApiError} `resource_not_found` for an id that cannot exist, `invalid_request` for a query parameter.
 */
export function readParameters(
  rules: readonly ParameterRule[],
  raw: { path: Readonly<Record<string, string>>; query: URLSearchParams },
): Record<string, unknown> {
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
