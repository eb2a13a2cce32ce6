import { methods } from "../../../packages/sdk/src/testing/methods.ts";
import { methods as partnerMethods } from "../../../packages/sdk/src/testing/partner-methods.ts";
import type { Operation, Parameter } from "./contract.ts";
import { at, isObject, listOf, objectOf, textOf } from "./json.ts";
import { fence } from "./markdown.ts";

// How an operation is called, in the shell and with the SDK. Ids are variables with the same names in both.

/** Query parameters that a sample leaves out: they need a value of the reader's own data. */
const WITHOUT_SAMPLE = new Set([
  "after",
  "updated_after",
  "created_after",
  "email",
  "external_id",
  "event_id",
]);

const ID_VARIABLES: readonly [start: string, variable: string][] = [
  ["/listings/", "LISTING_ID"],
  ["/customers/", "CUSTOMER_ID"],
  ["/orders/", "ORDER_ID"],
  ["/events/", "EVENT_ID"],
  ["/webhook_deliveries/{id}/retry", "FAILED_DELIVERY_ID"],
  ["/webhook_deliveries/", "DELIVERY_ID"],
  ["/partner/webhooks/", "PARTNER_WEBHOOK_ID"],
];

/** The environment variable that stands for the id in a path; null where there is no id. */
export function idVariable({ path }: Operation): string | null {
  if (!path.includes("{")) return null;
  const found = ID_VARIABLES.find(([start]) => path.startsWith(start));
  if (found === undefined) throw new Error(`Name the id of ${path} in apps/docs/build/samples.ts.`);
  return found[1];
}

/** The call as a command for the shell. */
export function curlSample(operation: Operation): string {
  const { method, path, parameters, security, body } = operation;
  const base = operation.basePath === "" ? "$" + "{BASE_URL%/api/v1}" : "$BASE_URL";
  const id = idVariable(operation);
  const filled = id === null ? path : path.replace(/\{\w+\}/, `$${id}`);
  const query = queryOf(operation)
    .map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`)
    .join("&");
  const example = body?.examples[0]?.value;
  const key = `$${keyVariable(operation)}`;
  const lines = [
    `curl${method === "get" ? "" : ` -X ${method.toUpperCase()}`} "${base}${filled}${query === "" ? "" : `?${query}`}"`,
    ...(security.length > 0 ? [`-H "Authorization: Bearer ${key}"`] : []),
    ...(parameters.some(({ name, required }) => name === "Idempotency-Key" && required)
      ? ['-H "Idempotency-Key: $(uuidgen)"']
      : []),
    ...(example === undefined
      ? []
      : ['-H "Content-Type: application/json"', `-d '${inSingleQuotes(JSON.stringify(example, null, 2))}'`]),
  ];
  return fence("sh", lines.join(" \\\n  "));
}

/** The call with the SDK; null where it has no method for it. */
export function sdkSample(operation: Operation): string | null {
  const method = sdkMethod(operation.id);
  if (method === null) return null;
  const id = idVariable(operation);
  const query = Object.fromEntries(queryOf(operation).map(({ name, example }) => [name, example]));
  const argument = operation.body?.examples[0]?.value ?? (Object.keys(query).length > 0 ? query : undefined);
  const args = [
    ...(id === null ? [] : [`process.env.${id} ?? ""`]),
    ...(argument === undefined ? [] : [literal(argument)]),
  ].join(", ");
  const name = resultName(operation);
  const { module, type, variable, key, cursor } = clientOf(operation);
  return fence(
    "ts fresh",
    [
      `import { ${type} } from "${module}";`,
      "",
      `const ${variable} = new ${type}({ apiKey: process.env.${key} ?? "" });`,
      `const ${name} = await ${variable}.${method}(${args});`,
      name === "page" ? `console.log(page.data.length, page.${cursor});` : `console.log(${name});`,
    ].join("\n"),
  );
}

/** Which of the SDK's two clients performs an operation, and how it is made. */
function clientOf({ security }: Operation) {
  return security.includes("partnerKey")
    ? {
        module: "@watchtraderhub/sdk/partner",
        type: "WatchTraderHubPartner",
        variable: "partner",
        key: "WTH_PARTNER_KEY",
        cursor: "nextCursor",
      }
    : {
        module: "@watchtraderhub/sdk",
        type: "WatchTraderHub",
        variable: "wth",
        key: "WTH_API_KEY",
        cursor: "next_cursor",
      };
}

/** The call from TypeScript without the SDK, for what that leaves out. */
export function fetchSample(operation: Operation): string {
  const { method, path, security, body, answers } = operation;
  const id = idVariable(operation);
  const origin = operation.basePath === "" ? '.replace(/\\/api\\/v1$/, "")' : "";
  const filled = id === null ? path : path.replace(/\{\w+\}/, `$\{process.env.${id}}`);
  const query = new URLSearchParams(queryOf(operation).map(({ name, example }) => [name, String(example)]));
  const example = body?.examples[0]?.value;
  const headers = [
    ...(security.length === 0 ? [] : [`Authorization: \`Bearer $\{process.env.${keyVariable(operation)}}\``]),
    ...(example === undefined ? [] : ['"Content-Type": "application/json"']),
  ];
  const options = [
    ...(method === "get" ? [] : [`method: "${method.toUpperCase()}"`]),
    ...(headers.length === 0 ? [] : [`headers: { ${headers.join(", ")} }`]),
    ...(example === undefined ? [] : [`body: JSON.stringify(${literal(example, "  ")})`]),
  ];
  const url = `\`$\{baseUrl}${filled}${query.size === 0 ? "" : `?${query}`}\``;
  const hasAnswer = answers.some(({ status, content }) => status.startsWith("2") && content !== null);
  return fence(
    "ts fresh",
    [
      `const baseUrl = (process.env.BASE_URL ?? "")${origin};`,
      options.length === 0
        ? `const response = await fetch(${url});`
        : `const response = await fetch(${url}, {\n${options.map((each) => `  ${each},\n`).join("")}});`,
      `console.log(response.status${hasAnswer ? ", await response.json()" : ""});`,
    ].join("\n"),
  );
}

/** The SDK's method for an operation; of several the plainest. */
export function sdkMethod(operationId: string): string | null {
  const all = [...Object.entries(methods), ...Object.entries(partnerMethods)];
  return all.find(([, [performed]]) => performed === operationId)?.[0] ?? null;
}

/** The environment variable with the key that an operation takes. */
function keyVariable({ security }: Operation): string {
  return security.includes("partnerKey") ? "PARTNER_KEY" : "API_KEY";
}

function queryOf({ parameters }: Operation): readonly Parameter[] {
  const shown = parameters.filter(
    (parameter) =>
      parameter.in === "query" && parameter.example !== undefined && !WITHOUT_SAMPLE.has(parameter.name),
  );
  const filter = shown.find(({ name }) => name !== "limit");
  const limit = shown.find(({ name }) => name === "limit");
  return [filter, limit].filter((parameter) => parameter !== undefined);
}

/** What the answer is called: by the `object` that it says it is. */
function resultName({ answers }: Operation): string {
  const success = answers.find(({ status }) => status.startsWith("2"));
  const value = objectOf(success?.content?.examples[0]?.value);
  if (value.has_more !== undefined || value.hasMore !== undefined) return "page";
  const name = textOf(value.object).replace("webhook_", "");
  return name === "" || name === "list" ? "result" : name;
}

function inSingleQuotes(text: string): string {
  return text.replaceAll("'", "'\\''");
}

/** A value as a program writes it. */
function literal(value: unknown, indent = ""): string {
  const next = `${indent}  `;
  if (Array.isArray(value)) {
    const short = `[${value.map((each) => literal(each)).join(", ")}]`;
    if (!short.includes("\n") && short.length + indent.length < 90) return short;
    return `[\n${listOf(value)
      .map((each) => `${next}${literal(each, next)},\n`)
      .join("")}${indent}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.keys(value).map(
    (key) => [/^[a-z_]\w*$/i.test(key) ? key : JSON.stringify(key), at(value, key)] as const,
  );
  const short = `{ ${fields.map(([key, each]) => `${key}: ${literal(each)}`).join(", ")} }`;
  if (!short.includes("\n") && short.length + indent.length < 70) return short;
  return `{\n${fields.map(([key, each]) => `${next}${key}: ${literal(each, next)},\n`).join("")}${indent}}`;
}
