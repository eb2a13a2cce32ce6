import type { OperationId } from "@wth/contract";
import { operations } from "@wth/contract";
import { expect } from "vitest";
import { bundledContract, type Contract } from "../http/contract.ts";
import { isRecord } from "../http/document.ts";
import { type OperationPlace, responseValidator, schemaValidator } from "../http/validate.ts";

/**
 * Reads a response, after comparing it with the contract from the outside: the status is documented, the body fits its
 * schema, and every header that the contract requires is there and matches.
 *
 * @param contract of the version that the caller is pinned to.
 * @returns the parsed body; undefined when there is none.
 */
export function readChecked(
  id: OperationId,
  response: Response,
  contract: Contract = bundledContract,
): Promise<Record<string, unknown>> {
  return readCheckedAt({ id, ...operations[id] }, response, contract);
}

/** {@link readChecked} for an operation of any API, by its place in the contract. */
export async function readCheckedAt(
  place: OperationPlace,
  response: Response,
  contract: Contract,
): Promise<Record<string, unknown>> {
  const text = await response.text();
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  responseValidator(place, contract)(response.status, body);
  expectHeaders(place, response, contract);
  return isRecord(body) ? { ...body } : {};
}

function expectHeaders({ id, path, method }: OperationPlace, response: Response, contract: Contract): void {
  const steps = ["paths", path, method, "responses", response.status, "headers"];
  const headers = contract.placeAt(...steps);
  for (const name of Object.keys(headers?.value ?? {})) {
    const header = contract.placeAt(...steps, name)?.value;
    const value = response.headers.get(name);
    if (header?.required === true) expect(value, `${id} ${response.status}: ${name}`).not.toBeNull();
    const schema = header?.schema;
    if (value !== null && isRecord(schema) && typeof schema.pattern === "string")
      expect(value).toMatch(new RegExp(schema.pattern));
  }
}

/** The `error` of an error answer, after comparing it with the contract. */
export async function readError(
  id: OperationId,
  response: Response,
  contract: Contract = bundledContract,
): Promise<Record<string, unknown>> {
  const { error } = await readChecked(id, response, contract);
  expect(isRecord(error)).toBe(true);
  return isRecord(error) ? { ...error } : {};
}

/** The same for an answer that belongs to no operation, such as a 404 of a path that is not there. */
export async function readAnyError(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json();
  schemaValidator("Error")(body);
  expect(response.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
  return isRecord(body) && isRecord(body.error) ? { ...body.error } : {};
}
