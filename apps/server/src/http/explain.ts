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
  return invalid(param, `${error.message ?? "is not valid"}.`);
}

/** The properties of which one would do. */
function alternatives(errors: readonly ErrorObject[] | null | undefined): string[] {
  const each = (errors ?? []).filter(({ schemaPath }) => /\/anyOf\/\d+\/required$/.test(schemaPath));
  return each.map(({ params }) => String(params.missingProperty));
}
