import { type OperationId, openapiDocument, operations } from "@wth/contract";
import { isRecord } from "../response.ts";

/** How the contract says that an operation succeeds. */
export interface SuccessExample {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The successful answers of an operation with their examples, by status: one or more. */
export function successExamples(id: OperationId): SuccessExample[] {
  const { method, path } = operations[id];
  const responses = openapiDocument.paths[path]?.[method]?.responses ?? {};
  return Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([status, response]) => ({ status: Number(status), body: exampleOf(id, response) }));
}

/** The `example` of an answer, or the first of its `examples`. */
function exampleOf(id: OperationId, response: unknown): Readonly<Record<string, unknown>> {
  const content = property(property(response, "content"), "application/json");
  const [named] = Object.values(Object(property(content, "examples")));
  const example = property(content, "example") ?? property(named, "value");
  if (isRecord(example)) return example;
  throw new Error(`${id} has no example in the contract.`);
}

function property(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}
