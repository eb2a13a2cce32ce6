import { join } from "node:path";
import { bundle, createConfig } from "@redocly/openapi-core";
import type { CatalogueEntry } from "./catalogue.ts";
import { injectCatalogue } from "./inject.ts";
import { isObject, type JsonObject, objectAt, sortKeys } from "./json.ts";
import { specFolder } from "./locations.ts";

/** The documents that `spec/` holds: the public contract, and the one of the dashboard's own API. */
export type SpecEntry = "openapi.yaml" | "dashboard.yaml";

/**
 * Makes one document of the files under `spec/`: files in `schemas`, `parameters`, `headers` and `responses` become
 * components named like the file, everything else is put in place, and the catalogue's enums and examples are added.
 * The result depends on the files' contents alone: paths stay in the order of the entry, components are sorted.
 * @param catalogue the codes that the document may answer with.
 * @param folder where the entry and what it refers to lie.
 * @throws Error listing every reference that does not resolve and every component name that is taken twice.
 */
export async function bundleSpec(
  catalogue: readonly CatalogueEntry[],
  folder: string = specFolder,
  entry: SpecEntry = "openapi.yaml",
): Promise<JsonObject> {
  const result = await bundle({
    ref: join(folder, entry),
    config: await createConfig({}),
    componentRenamingConflicts: "error",
  });
  if (result.problems.length > 0) {
    throw new Error(result.problems.map(({ message }) => `spec: ${message}`).join("\n"));
  }
  // The bundler shares nodes between uses; a JSON round trip makes each its own before anything is changed.
  const document: unknown = JSON.parse(JSON.stringify(result.bundle.parsed));
  if (!isObject(document)) throw new Error(`spec/${entry} must be a map.`);
  injectCatalogue(document, catalogue);
  document.components = sortedComponents(objectAt(document, "components"));
  return document;
}

function sortedComponents(components: JsonObject): JsonObject {
  return sortKeys(
    Object.fromEntries(
      Object.entries(components).map(([kind, group]) => [kind, isObject(group) ? sortKeys(group) : group]),
    ),
  );
}
