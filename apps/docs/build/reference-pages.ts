import { DOCS_BASE } from "@wth/server/docs/address.ts";
import { withoutMethod } from "../../../packages/sdk/src/testing/methods.ts";
import { type Answer, apiOperations, type Content, type Operation, tags, webhooks } from "./contract.ts";
import { errorCodesTable } from "./errors.ts";
import { fieldItem, fieldList, markOf } from "./fields.ts";
import { at } from "./json.ts";
import { blocks, fence, jsonBlock, line, prose, table } from "./markdown.ts";
import type { Page } from "./page.ts";
import { curlSample, fetchSample, idVariable, sdkMethod, sdkSample } from "./samples.ts";

const KIB = 1024;

/** Where the page of an operation is, below the site's base. */
export function operationSlug({ tag, id }: Operation): string {
  return `reference/${kebab(tag)}/${kebab(id)}`;
}

/** Where the page of a webhook is. */
export function webhookSlug({ path }: Operation): string {
  return `reference/webhooks/${path.replaceAll(/[._]/g, "-")}`;
}

/** The reference: an overview, and a page for each operation and each webhook. */
export function referencePages(): Page[] {
  return [overview(), ...apiOperations.map(operationPage), ...webhooks.map(webhookPage)];
}

function overview(): Page {
  const sections = tags.map(({ name, description }) => {
    const operations = apiOperations.filter(({ tag }) => tag === name);
    const hooks = webhooks.filter(({ tag }) => tag === name);
    if (operations.length + hooks.length === 0) return null;
    const rows = [
      ...operations.map((each) => [
        `[${prose(each.summary)}](${DOCS_BASE}/${operationSlug(each)})`,
        `\`${each.method.toUpperCase()} ${each.basePath}${each.path}\``,
      ]),
      ...hooks.map((each) => [
        `[${each.path}](${DOCS_BASE}/${webhookSlug(each)})`,
        firstSentence(each.description),
      ]),
    ];
    return blocks(`## ${name}`, prose(description), table(["", ""], rows));
  });
  return {
    slug: "reference",
    title: "API reference",
    label: "Overview",
    description: "Every operation and every webhook, with parameters, answers, errors and samples.",
    body: blocks(
      "Generated from the contract that the server checks requests and answers against. The same contract is at " +
        "`/api/v1/openapi.json` as OpenAPI 3.1, and at `/openapi/v1.postman.json` as a Postman collection.",
      `The samples use variables. [Quickstart](${DOCS_BASE}/quickstart) tells how to set them.`,
      ...sections,
    ),
  };
}

function operationPage(operation: Operation): Page {
  const { method, basePath, path, summary, description } = operation;
  return {
    slug: operationSlug(operation),
    title: summary,
    label: summary,
    description: `${method.toUpperCase()} ${basePath}${path}: ${firstSentence(description)}`,
    body: blocks(
      fence("http", `${method.toUpperCase()} ${basePath}${path}`),
      prose(description),
      factsOf(operation),
      parametersOf(operation),
      operation.body === null ? null : bodyOf(operation.body, operation.bodyRequired),
      "## Samples",
      idNote(operation),
      "### cURL",
      curlSample(operation),
      ...typescriptOf(operation),
      "## Answers",
      ...operation.answers.filter(({ status }) => /^[23]/.test(status)).map(answerOf),
      errorsOf(operation),
    ),
  };
}

function typescriptOf(operation: Operation): string[] {
  const sample = sdkSample(operation);
  if (sample !== null) return ["### SDK", sample];
  return [
    "### TypeScript",
    fetchSample(operation),
    `The SDK leaves it out. ${reasonWithout(operation.id)}`.trim(),
  ];
}

function reasonWithout(id: string): string {
  const reason = at(withoutMethod, id);
  return typeof reason === "string" ? reason : "";
}

function factsOf({ security, cost, bodyLimitBytes, body, id }: Operation): string {
  const method = sdkMethod(id);
  const facts = [
    `- Authentication: ${security.length === 0 ? "none" : `[${authenticationText(security)}](${DOCS_BASE}/${security.includes("apiKey") ? "authentication" : "partner"})`}`,
    `- Rate limit: ${cost === 0 ? "not limited" : `[${cost} ${cost === 1 ? "token" : "tokens"}](${DOCS_BASE}/rate-limits)`}`,
    ...(body === null
      ? []
      : [`- Largest body: ${Math.round(bodyLimitBytes / KIB).toLocaleString("en-US")} KiB`]),
    ...(method === null
      ? []
      : [`- SDK: \`${security.includes("partnerKey") ? "partner" : "wth"}.${method}()\``]),
    `- Operation id: \`${id}\``,
  ];
  return facts.join("\n");
}

function authenticationText(security: readonly string[]): string {
  return security.includes("apiKey") ? "API key" : "partner key";
}

function parametersOf({ parameters }: Operation): string | null {
  const places: [string, string][] = [
    ["path", "Path"],
    ["query", "Query"],
    ["header", "Headers"],
  ];
  const sections = places.flatMap(([place, title]) => {
    const found = parameters.filter((parameter) => parameter.in === place);
    if (found.length === 0) return [];
    const items = found.flatMap(({ name, schema, required, description }) =>
      fieldItem(name, schema, markOf(required, "sent"), description),
    );
    return [`### ${title}`, items.join("\n")];
  });
  return sections.length === 0 ? null : blocks("## Parameters", ...sections);
}

function bodyOf({ schema, examples, component }: Content, required: boolean): string {
  return blocks(
    "## Body",
    `JSON${required ? "" : ", optional"}.`,
    fieldList(schema, "sent"),
    ...examples.slice(0, 1).map(({ value }) => jsonBlock(value, component)),
  );
}

function idNote(operation: Operation): string | null {
  const variable = idVariable(operation);
  return variable === null ? null : `\`$${variable}\` is the id.`;
}

function answerOf({ status, description, headers, content }: Answer): string {
  const names = headers.map(({ name }) => `\`${name}\``).join(", ");
  return blocks(
    `### ${status}`,
    prose(description),
    names === "" ? null : `Headers: ${names}.`,
    content === null ? null : fieldList(content.schema, "received"),
    ...(content?.examples ?? []).map(({ summary, value }) =>
      blocks(summary === "" ? null : prose(summary), jsonBlock(value, content?.component)),
    ),
  );
}

function errorsOf({ answers }: Operation): string | null {
  const codes = answers.flatMap((answer) => answer.codes);
  if (codes.length === 0) return null;
  return blocks("## Errors", errorCodesTable(codes), `All have [the same envelope](${DOCS_BASE}/errors).`);
}

function webhookPage(webhook: Operation): Page {
  const { path, summary, description, parameters, body, answers } = webhook;
  const headers = parameters.flatMap(({ name, schema, required, description: meaning }) =>
    fieldItem(name, schema, markOf(required, "received"), meaning),
  );
  return {
    slug: webhookSlug(webhook),
    title: summary,
    label: summary,
    description: `Webhook: ${firstSentence(description)}`,
    body: blocks(
      prose(description),
      `[Webhooks](${DOCS_BASE}/webhooks) tells how deliveries are signed, retried and to be answered.`,
      "## Headers",
      headers.join("\n"),
      "## Body",
      body === null ? null : fieldList(body.schema, "received"),
      ...(body?.examples ?? []).map(({ value }) => jsonBlock(value, body?.component)),
      "## What your answer means",
      answers.map(({ status, description: meaning }) => `- \`${status}\`: ${line(meaning)}`).join("\n"),
      fireSample(path),
    ),
  };
}

/** How to have one sent: only events of the dealer's own integration can be fired. */
function fireSample(type: string): string | null {
  const fire = apiOperations.find(({ id }) => id === "sendTestEvent");
  if (fire?.body === undefined || fire.body === null || type.startsWith("partner.")) return null;
  const example = { summary: "", value: { type } };
  const operation: Operation = { ...fire, body: { ...fire.body, examples: [example] } };
  return blocks(
    "## Have one sent",
    "It goes to your webhook URL with the sample above, in test mode, whatever you are subscribed to.",
    "### cURL",
    curlSample(operation),
    "### SDK",
    sdkSample(operation),
  );
}

function firstSentence(text: string): string {
  const flat = line(text);
  return /^.*?[.](?= |$)/.exec(flat)?.[0] ?? flat;
}

function kebab(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, "$1-$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
}
