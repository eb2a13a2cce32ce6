import type { JsonObject } from "../json.ts";
import type { Exception } from "./chain.ts";

/** A script of the collection: when it runs, and its lines. */
export function script(listen: "prerequest" | "test", source: string): JsonObject {
  return { listen, script: { type: "text/javascript", exec: source.trimEnd().split("\n") } };
}

/**
 * Before each request: settles where it goes, and gives a POST its idempotency key. A key of your own, enabled among the
 * request's headers, is left as it is.
 */
export const beforeRequest = `// "https://host" stands for "https://host/api/v1" too.
const base = pm.variables.get("baseUrl").replace(/\\/+$/, "");
const origin = base.replace(/^(https?:\\/\\/[^/]+).*$/, "$1");
pm.variables.set("baseUrl", base === origin ? origin + "/api/v1" : base);
pm.variables.set("origin", origin);

const isKey = (header) => header.key.toLowerCase() === "idempotency-key" && !header.disabled;
if (pm.request.method === "POST" && !pm.request.headers.all().some(isKey)) {
  pm.request.headers.add({ key: "Idempotency-Key", value: pm.variables.replaceIn("{{$guid}}") });
}
`;

/** After each request. */
export const afterRequest = `pm.test("Has the headers of every answer", () => {
  pm.expect(pm.response.headers.get("X-Request-Id")).to.match(/^req_[0-9a-f]{32}$/);
  pm.expect(pm.response.headers.get("X-API-Version")).to.match(/^\\d{4}-\\d{2}-\\d{2}$/);
  pm.expect(pm.response.headers.get("Cache-Control")).to.equal("no-store");
});
`;

/** Before a request that cannot be sent without a variable: leaves it out, and says so. */
export function skipWithout(variable: string, hint: string): string {
  return `if (!pm.variables.get("${variable}")) {
  console.log(pm.info.requestName + ": skipped. ${hint}");
  pm.execution.skipRequest();
}
`;
}

/** What is checked of an answer, and kept of it for later requests. */
export interface Checks {
  /** The statuses of success. */
  readonly statuses: readonly number[];
  /** Schemas of the bodies by status, the refusal's too; none for an answer without a body. */
  readonly schemas: Readonly<Record<string, JsonObject>>;
  /** Variables to save: name → expression over `body`. */
  readonly saves: Readonly<Record<string, string>>;
  readonly exception: Exception;
}

/** The tests of one request. */
export function tests({ statuses, schemas, saves, exception }: Checks): string {
  const { expected = JSON.stringify(statuses), refusal } = exception;
  const bodiless = statuses.length === 1 && statuses[0] === 204;
  const lines = [
    `const expected = ${expected};`,
    'pm.test("Answers " + expected.join(" or "), () => pm.expect(pm.response.code).to.be.oneOf(expected));',
  ];
  if (bodiless) lines.push('pm.test("Has no body", () => pm.expect(pm.response.text()).to.equal(""));');
  else
    lines.push(
      "",
      "// The schemas of the contract, by status.",
      `const schemas = ${JSON.stringify(schemas)};`,
      'pm.test("Has the documented shape", () => pm.response.to.have.jsonSchema(schemas[pm.response.code]));',
    );
  if (refusal !== undefined)
    lines.push(
      "if (pm.response.code === 409) {",
      `  pm.test("Is refused with ${refusal}", () => pm.expect(pm.response.json().error.code).to.equal("${refusal}"));`,
      "}",
    );
  const variables = Object.entries(saves);
  if (variables.length > 0)
    lines.push(
      "",
      "// For the requests that follow.",
      "if (pm.response.code < 300) {",
      "  const body = pm.response.json();",
      ...variables.map(([name, value]) => `  if (${value}) pm.collectionVariables.set("${name}", ${value});`),
      "}",
    );
  return lines.join("\n");
}
