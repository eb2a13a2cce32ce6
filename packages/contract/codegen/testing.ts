import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { bundleSpec } from "./bundle.ts";
import { readCatalogue, readWholeCatalogue } from "./catalogue.ts";
import type { JsonObject } from "./json.ts";
import { specFolder } from "./locations.ts";

/** What the tests look at: the catalogue, and the document bundled from `spec/` now. */
export const catalogue = await readCatalogue();
export const document: JsonObject = await bundleSpec(catalogue);

/** The same of the dashboard's own API: its document, and the catalogue with what only that API answers with. */
export const wholeCatalogue = await readWholeCatalogue();
export const dashboard: JsonObject = await bundleSpec(wholeCatalogue, specFolder, "dashboard.yaml");

const extensions = [
  "discriminator",
  "x-errors",
  "x-extensible",
  "x-semantics",
  "x-validate-items",
  "x-version-from",
];

/** Compiles the schema at a JSON pointer of a document, with every keyword that JSON Schema lacks refused. */
export function schemaCompiler(of: JsonObject = document): (pointer: string) => ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: true, strictRequired: false });
  formats.default(ajv);
  // The server knows the codes; here their shape is enough.
  for (const name of ["iso-4217", "iso-3166-1-alpha-2"]) ajv.addFormat(name, true);
  // The document itself is no schema, but is compiled as one to reach the schemas inside.
  ajv.addVocabulary([...extensions, ...Object.keys(of)]);
  ajv.addSchema({ $id: "contract", ...of });
  return (pointer) => ajv.compile({ $ref: `contract#${pointer}` });
}

/** The pointer of a path of keys (RFC 6901), percent-encoded for use in a reference. */
export function pointerOf(path: readonly string[]): string {
  return path
    .map((key) => `/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`)
    .join("");
}
