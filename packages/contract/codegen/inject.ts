import type { CatalogueEntry } from "./catalogue.ts";
import { isObject, type Json, type JsonObject, objectAt, walkObjects } from "./json.ts";

const exampleRequestId = "req_5c1d9e1f0f6a4f0f9b0f3f1d2b8a7c64";
const docsBase = "https://watchtraderhub.com/docs/api/errors";

/**
 * Completes the bundle with what only the error catalogue knows: the enums of schemas marked `x-enum-from` (with status
 * and type of each code, as `x-errors`), and an example for each code in a response's `x-error-codes`. Changes the
 * document in place.
 * @throws Error for an unknown marker, an unknown code, or a code under a response of another status.
 */
export function injectCatalogue(document: JsonObject, catalogue: readonly CatalogueEntry[]): void {
  injectEnums(document, catalogue);
  const responses = objectAt(document, "components", "responses");
  for (const [name, response] of Object.entries(responses)) {
    if (isObject(response) && response["x-error-codes"] !== undefined) {
      injectErrorExamples(name, response, catalogue);
    }
  }
}

function injectEnums(document: JsonObject, catalogue: readonly CatalogueEntry[]): void {
  const sources: Record<string, string[]> = {
    "errors/codes.yaml": catalogue.map(({ code }) => code),
    "errors/codes.yaml#type": [...new Set(catalogue.map(({ type }) => type))],
  };
  walkObjects(document, (schema, path) => {
    const marker = schema["x-enum-from"];
    if (marker === undefined) return;
    const values = typeof marker === "string" ? sources[marker] : undefined;
    if (values === undefined)
      throw new Error(`Unknown x-enum-from "${String(marker)}" at ${path.join("/")}.`);
    delete schema["x-enum-from"];
    schema.enum = values;
    if (marker === "errors/codes.yaml") {
      schema["x-errors"] = Object.fromEntries(
        catalogue.map(({ code, status, type }) => [code, { status, type }]),
      );
    }
  });
}

function injectErrorExamples(name: string, response: JsonObject, catalogue: readonly CatalogueEntry[]): void {
  const codes = response["x-error-codes"];
  if (!Array.isArray(codes)) throw new Error(`responses/${name}.yaml: x-error-codes must be a list.`);
  const examples: Record<string, Json> = {};
  for (const code of codes) {
    const entry = catalogue.find((candidate) => candidate.code === code);
    if (entry === undefined) {
      throw new Error(`responses/${name}.yaml: ${String(code)} is not in errors/codes.yaml.`);
    }
    examples[entry.code] = { summary: entry.meaning, value: errorExample(entry) };
  }
  objectAt(response, "content", "application/json").examples = examples;
}

function errorExample({ code, type, example }: CatalogueEntry): JsonObject {
  const error: JsonObject = {
    type,
    code,
    message: example.message,
    doc_url: `${docsBase}#${code}`,
    request_id: exampleRequestId,
  };
  if (example.param !== null) error.param = example.param;
  return { error };
}
