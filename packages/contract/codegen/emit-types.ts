import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { isObject, type JsonObject, walkObjects } from "./json.ts";
import { header } from "./render.ts";

/** The module `openapi.ts`: the types of all paths, components and operations. */
export async function emitTypes(document: JsonObject): Promise<string> {
  const source = structuredClone(document);
  walkObjects(source, dropWhatTypesCannotSay);
  if (!isOpenApi(source)) throw new Error("The bundled document is not OpenAPI 3.1.");
  const nodes = await openapiTS(source, { defaultNonNullable: false, silent: true });
  return `${header("spec/")}\n${astToString(nodes)}`;
}

/**
 * Takes out of a schema what openapi-typescript would turn into a worse type: a discriminator (every event has a
 * literal `type` of its own, which it would replace by a copy), and "one of these fields is needed" (an `anyOf` of
 * nothing but `required`, which it would turn into `unknown`).
 */
function dropWhatTypesCannotSay(schema: JsonObject): void {
  if (isObject(schema.discriminator)) delete schema.discriminator;
  const { anyOf } = schema;
  if (Array.isArray(anyOf) && anyOf.every((branch) => Object.keys(branch ?? {}).join() === "required")) {
    delete schema.anyOf;
  }
}

function isOpenApi(document: unknown): document is OpenAPI3 {
  return isObject(document) && document.openapi === "3.1.0" && isObject(document.paths);
}
