import {
  errorCatalogue,
  newestApiVersion,
  openapiDocument,
  operations,
  partnerOperations,
} from "@wth/contract";

/** What the mock answers with: the example of each operation, the texts of each error, the version. */
export function renderSamples(): string {
  const samples: Record<string, unknown> = {};
  for (const { method, path } of Object.values({ ...operations, ...partnerOperations })) {
    samples[`${method.toUpperCase()} ${path}`] = successOf(path, method);
  }
  const errors = Object.fromEntries(
    Object.entries(errorCatalogue).map(([code, { status, type, message, param }]) => [
      code,
      { status, type, message, ...(param !== null && { param }) },
    ]),
  );
  return `import type { Samples } from "../mock/routes.ts";
import type { ErrorCode, ErrorType } from "./errors.ts";

/** The newest version of the API. */
export const API_VERSION = "${newestApiVersion}";

/**
 * How each operation answers when it succeeds, by method and path, with the example of the documentation.
 *
 * @example
 * const order = { ...samples["POST /orders"].body, external_id: "shop-1" };
 * const fetch = mockFetch({ "POST /orders": order });
 */
export const samples: Samples = ${JSON.stringify(samples, null, 2)};

/** How each error looks: its status, its type, its message and, where it is always the same, what it is about. */
export const errorSamples: Readonly<Record<ErrorCode, { status: number; type: ErrorType; message: string; param?: string }>> =
  ${JSON.stringify(errors, null, 2)};
`;
}

/** The success of an operation; where there are several, the one that creates something. */
function successOf(
  path: string,
  method: "get" | "post" | "patch" | "delete",
): { status: number; body?: unknown } {
  const answers = Object.entries(openapiDocument.paths[path]?.[method]?.responses ?? {});
  const [status, answer] = answers.filter(([code]) => code.startsWith("2")).at(-1) ?? [];
  if (status === "204") return { status: 204 };
  const content = Object(answer).content?.["application/json"];
  const [named] = Object.values<{ value?: unknown }>(Object(content?.examples));
  const body: unknown = content?.example ?? named?.value;
  if (body === undefined) throw new Error(`${method} ${path} has no example in the contract: add one.`);
  return { status: Number(status), body };
}
