import { readFileSync } from "node:fs";
import path from "node:path";
import { DOCS_BASE, ORIGIN_PLACEHOLDER } from "@wth/server/docs/address.ts";
import { operationOf } from "./contract.ts";
import { environmentVariables } from "./environment.ts";
import { allErrorsTable, errorSections, errorTypesTable } from "./errors.ts";
import { eventSections, eventsTable } from "./events.ts";
import { facts } from "./facts.ts";
import { blocks, fence, jsonBlock, line } from "./markdown.ts";
import { operatorCommands } from "./operator-commands.ts";
import { operationSlug } from "./reference-pages.ts";
import { readmeSection, withoutTitle } from "./repository-text.ts";
import { curlSample, sdkSample } from "./samples.ts";

/** The root of the repository. */
export const ROOT = path.resolve(import.meta.dirname, "../../..");

const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

/** What a page includes that others have written already, by name; each takes the words behind the name. */
const includes: Readonly<Record<string, (...words: string[]) => string>> = {
  ...facts,
  origin: () => ORIGIN_PLACEHOLDER,
  "error-table": allErrorsTable,
  "error-types": errorTypesTable,
  errors: errorSections,
  error: (code = "") => `[\`${code}\`](${DOCS_BASE}/errors#${code})`,
  events: eventSections,
  "event-table": () => eventsTable("integration"),
  "partner-event-table": () => eventsTable("partner"),
  operation: (id = "") => {
    const operation = operationOf(id);
    return `[\`${operation.method.toUpperCase()} ${operation.path}\`](${DOCS_BASE}/${operationSlug(operation)})`;
  },
  curl: (id = "") => curlSample(operationOf(id)),
  sdk: (id = "") => sdkSample(operationOf(id)) ?? "",
  body: (id = "") => {
    const { body } = operationOf(id);
    return jsonBlock(body?.examples[0]?.value, body?.component);
  },
  answer: (id = "", status = "200") => {
    const content = operationOf(id).answers.find((each) => each.status === status)?.content;
    return jsonBlock(content?.examples[0]?.value, content?.component);
  },
  headers: (id = "") =>
    operationOf(id)
      .parameters.filter((parameter) => parameter.in === "header")
      .map(({ name, description }) => `- \`${name}\`: ${line(description)}`)
      .join("\n"),
  sample: (id = "") => {
    const { body } = operationOf(id);
    return jsonBlock(body?.examples[0]?.value, body?.component);
  },
  file: (name = "", ...info: string[]) => fence(info.join(" "), read(name)),
  readme: (name = "") => withoutTitle(read(name)),
  section: (name = "", ...heading: string[]) => readmeSection(read(name), heading.join(" ")),
  environment: () => environmentVariables(read(".env.example")),
  "ops-commands": operatorCommands,
};

const INCLUDE = /\{\{([a-z-]+)((?: [^\s}]+)*)\}\}/g;

/**
 * Puts what is included into its places: `{{name}}`, `{{name word word}}`.
 *
 * @throws {Error} for a name that there is not, naming the page.
 */
export function withIncludes(markdown: string, page: string): string {
  return markdown.replaceAll(INCLUDE, (all, name: string, words: string) => {
    const include = includes[name];
    if (include === undefined) throw new Error(`${page}: there is nothing to include for ${all}.`);
    return blocks(include(...words.trim().split(" ").filter(Boolean)));
  });
}
