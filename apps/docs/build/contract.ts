import { openapiDocument, operations, partnerOperations } from "@wth/contract";
import { at, isObject, type JsonObject, listOf, objectOf, textOf } from "./json.ts";

// The contract as the pages need it: with its descriptions and examples, references followed.

/** The whole document. */
export const contract: JsonObject = { ...openapiDocument };

/** Where the contract says that the API is; the server puts its own `PUBLIC_URL` into the place of it. */
export const apiOrigin: string = new URL(textOf(at(listOf(contract.servers)[0], "url"))).origin;

/** A header, path or query parameter. */
export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  description: string;
  schema: unknown;
  example: unknown;
}

/** A sample with what it shows; the name is empty where there is only one. */
export interface Example {
  summary: string;
  value: unknown;
}

/** A body's form, and samples of it. */
export interface Content {
  schema: unknown;
  /** The name of the component, if it is one. */
  component: string | undefined;
  examples: readonly Example[];
}

/** One answer of an operation. */
export interface Answer {
  status: string;
  description: string;
  headers: readonly { name: string; description: string }[];
  content: Content | null;
  /** Error codes that it can carry. */
  codes: readonly string[];
}

/** One operation of the API, or one webhook. */
export interface Operation {
  id: string;
  method: string;
  /** Below {@link basePath}; of a webhook the type of its event. */
  path: string;
  basePath: string;
  tag: string;
  summary: string;
  description: string;
  /** The names of the security schemes, one of which is needed; empty for everybody. */
  security: readonly string[];
  parameters: readonly Parameter[];
  body: Content | null;
  bodyRequired: boolean;
  answers: readonly Answer[];
  /** Tokens of the rate limit; 0: it does not apply. */
  cost: number;
  bodyLimitBytes: number;
}

/** A part of the API, as it is told apart on the pages. */
export interface Tag {
  name: string;
  description: string;
}

const METHODS = ["get", "post", "patch", "put", "delete"];

/** What a reference leads to, with what stands beside it; anything else as it is. */
export function resolve(value: unknown): JsonObject {
  const object = objectOf(value);
  if (typeof object.$ref !== "string") return object;
  const { $ref, ...beside } = object;
  const target = at(contract, ...textOf($ref).replace("#/", "").split("/"));
  if (!isObject(target)) throw new Error(`The contract refers to ${textOf($ref)}, which is not there.`);
  return { ...resolve(target), ...beside };
}

/** The name of the component that a reference leads to. */
export function componentName(value: unknown): string | undefined {
  const { $ref } = objectOf(value);
  return typeof $ref === "string" ? $ref.split("/").at(-1) : undefined;
}

/** The parts of the API, in order. */
export const tags: readonly Tag[] = listOf(contract.tags).map((tag) => ({
  name: textOf(at(tag, "name")),
  description: textOf(at(tag, "description")),
}));

/** Every operation, in the order of the contract. */
export const apiOperations: readonly Operation[] = Object.entries(objectOf(contract.paths)).flatMap(
  ([path, item]) =>
    METHODS.filter((method) => isObject(at(item, method))).map((method) =>
      toOperation(method, path, at(item, method), listOf(at(item, "parameters"))),
    ),
);

/** Every webhook, in the order of the contract. */
export const webhooks: readonly Operation[] = Object.entries(objectOf(contract.webhooks)).map(
  ([type, item]) => toOperation("post", type, at(item, "post"), []),
);

/**
 * An operation by its id.
 *
 * @throws {Error} when the contract has none.
 */
export function operationOf(id: string): Operation {
  const found = [...apiOperations, ...webhooks].find((each) => each.id === id);
  if (found === undefined) throw new Error(`The contract has no operation "${id}".`);
  return found;
}

function toOperation(method: string, path: string, value: unknown, shared: readonly unknown[]): Operation {
  const operation = objectOf(value);
  const id = textOf(operation.operationId);
  const facts: JsonObject = { ...objectOf(at({ ...operations, ...partnerOperations }, id)) };
  const body = resolve(operation.requestBody);
  return {
    id,
    method,
    path,
    basePath: textOf(facts.basePath),
    tag: textOf(listOf(operation.tags)[0]),
    summary: textOf(operation.summary),
    description: textOf(operation.description),
    security: securityOf(operation),
    parameters: [...shared, ...listOf(operation.parameters)].map(toParameter),
    body: contentOf(body),
    bodyRequired: body.required === true,
    answers: Object.entries(objectOf(operation.responses)).map(toAnswer),
    cost: typeof facts.rateLimitCost === "number" ? facts.rateLimitCost : 0,
    bodyLimitBytes: typeof facts.bodyLimitBytes === "number" ? facts.bodyLimitBytes : 0,
  };
}

function securityOf(operation: JsonObject): readonly string[] {
  return listOf(operation.security ?? contract.security).flatMap((each) => Object.keys(objectOf(each)));
}

function toParameter(value: unknown): Parameter {
  const parameter = resolve(value);
  return {
    name: textOf(parameter.name),
    in: textOf(parameter.in),
    required: parameter.required === true,
    description: textOf(parameter.description),
    schema: parameter.schema,
    example: parameter.example ?? listOf(at(resolve(parameter.schema), "examples"))[0],
  };
}

function toAnswer([status, value]: [string, unknown]): Answer {
  const answer = resolve(value);
  return {
    status,
    description: textOf(answer.description),
    headers: Object.entries(objectOf(answer.headers)).map(([name, header]) => ({
      name,
      description: textOf(resolve(header).description),
    })),
    content: contentOf(answer),
    codes: listOf(answer["x-error-codes"]).map(textOf),
  };
}

function contentOf(body: JsonObject): Content | null {
  const content = at(body, "content", "application/json");
  if (!isObject(content)) return null;
  const named = Object.values(objectOf(content.examples)).map((example) => ({
    summary: textOf(at(resolve(example), "summary")),
    value: at(resolve(example), "value"),
  }));
  const single = content.example === undefined ? [] : [{ summary: "", value: content.example }];
  return {
    schema: content.schema,
    component: componentName(content.schema),
    examples: [...single, ...named],
  };
}
