import type { TestServer } from "@wth/server/test/server.ts";

/** An operation of the document, as far as the proofs look at it. */
export interface ServedOperation {
  readonly id: string;
  readonly summary: string;
  /** The security scheme; null when it takes no key. */
  readonly security: string | null;
}

/** Where the server is, without a path. */
export function origin({ baseUrl }: TestServer): string {
  return new URL(baseUrl).origin;
}

/** The OpenAPI document as the server serves it. */
export async function servedDocument(server: TestServer): Promise<Record<string, unknown>> {
  const response = await fetch(`${server.baseUrl}/openapi.json`);
  const body: unknown = await response.json();
  if (response.status !== 200 || !isRecord(body))
    throw new Error(`/openapi.json answers ${response.status}.`);
  return body;
}

/** Every operation of the served document. */
export async function operationsOf(server: TestServer): Promise<ServedOperation[]> {
  const { paths, security } = await servedDocument(server);
  if (!isRecord(paths)) throw new Error("The document has no paths.");
  return Object.values(paths)
    .flatMap((item) => (isRecord(item) ? Object.values(item) : []))
    .filter(isRecord)
    .filter(({ operationId }) => typeof operationId === "string")
    .map((operation) => ({
      id: String(operation.operationId),
      summary: String(operation.summary),
      security: schemeOf(operation.security ?? security),
    }));
}

function schemeOf(security: unknown): string | null {
  const [first] = Array.isArray(security) ? security : [];
  return isRecord(first) ? (Object.keys(first)[0] ?? null) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
