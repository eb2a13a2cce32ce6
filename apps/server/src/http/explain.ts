import type { ErrorObject } from "ajv/dist/2020.js";
import { ApiError } from "./errors.ts";
import { jsonPath } from "./json-path.ts";

/** A refusal of a field or parameter: `param`, and a sentence about it. */
export function invalid(param: string, problem: string): ApiError {
  return new ApiError("invalid_request", { param, message: `${param} ${problem}` });
}

/** The refusal of a text that could not be stored, at a JSON pointer into the body. */
export function unstorableText(pointer: string): ApiError {
  return invalid(jsonPath(pointer) || "body", "holds a character that cannot be stored.");
}

/**
 * The error that says most: of those that alternatives gave, the one furthest inside.
 *
 * @param parameter the parameter that was checked; null for a body.
 * @param place where in the body the checked value is, as a JSON pointer.
 */
export function explain(
  errors: readonly ErrorObject[] | null | undefined,
  parameter: string | null,
  place = "",
): ApiError {
  const [error] = [...(errors ?? [])].sort((a, b) => b.instancePath.length - a.instancePath.length);
  if (error === undefined) return invalid(parameter ?? "body", "is not valid.");
  const { missingProperty, additionalProperty, unevaluatedProperty, allowedValues } = error.params;
  const unknown = additionalProperty ?? unevaluatedProperty;
  const path = jsonPath(place + error.instancePath, missingProperty ?? unknown);
  const param = parameter ?? (path === "" ? "body" : path);
  if (missingProperty !== undefined) {
    const others = alternatives(errors).filter((name) => name !== missingProperty);
    return invalid(param, others.length > 0 ? `is required, or ${others.join(" or ")}.` : "is required.");
  }
  if (unknown !== undefined)
    return invalid(param, "is not a field here. Check its spelling, or leave it out.");
  if (Array.isArray(allowedValues)) return invalid(param, `must be one of: ${allowedValues.join(", ")}.`);
  return invalid(param, `${problem(error)}${example(error)}.`);
}

const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  null: "null",
  number: "a number",
  object: "an object",
  string: "a text",
};

const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "a time as in RFC 3339",
  email: "an e-mail address",
  "iso-3166-1-alpha-2": "the ISO 3166-1 code of a country",
  "iso-4217": "the ISO 4217 code of a currency",
  uri: "a URL",
  uuid: "a UUID",
};

/** What is wrong, in words that do not need the schema beside them. */
function problem({ keyword, params, message, parentSchema }: ErrorObject): string {
  const { limit } = params;
  switch (keyword) {
    case "type":
      return `must be ${[params.type]
        .flat()
        .map((type) => TYPES[type] ?? type)
        .join(" or ")}`;
    case "format":
      return `must be ${FORMATS[params.format] ?? `of the format ${params.format}`}`;
    case "pattern": {
      const format = FORMATS[String(parentSchema?.format)];
      return format === undefined ? "is not of the right form" : `must be ${format}`;
    }
    case "minimum":
      return `must be ${limit} or more`;
    case "maximum":
      return `must be ${limit} or less`;
    case "minLength":
      return limit === 1 ? "must not be empty" : `must have at least ${limit} characters`;
    case "maxLength":
      return `must have at most ${limit} characters`;
    case "minItems":
      return limit === 1 ? "must not be empty" : `must have at least ${limit} items`;
    case "maxItems":
      return `must have at most ${limit} items`;
    case "maxProperties":
      return `must have at most ${limit} keys`;
    default:
      return message ?? "is not valid";
  }
}

/** The contract's own example of the value, where words alone leave open what it looks like. */
function example({ keyword, parentSchema }: ErrorObject): string {
  const examples: unknown = parentSchema?.examples;
  const [first] = Array.isArray(examples) ? examples : [];
  return ["format", "pattern"].includes(keyword) && typeof first === "string" ? `, such as ${first}` : "";
}

/** The properties of which one would do. */
function alternatives(errors: readonly ErrorObject[] | null | undefined): string[] {
  const each = (errors ?? []).filter(({ schemaPath }) => /\/anyOf\/\d+\/required$/.test(schemaPath));
  return each.map(({ params }) => String(params.missingProperty));
}
