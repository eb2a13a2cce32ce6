import { readdirSync, readFileSync } from "node:fs";
import { newestApiVersion } from "./document.ts";

/** A version before the newest, with the document that was frozen for it. */
export interface FrozenDocument {
  /** `YYYY-MM-DD`. */
  readonly version: string;
  readonly document: object;
}

/** The folder of the frozen documents. */
const folder = new URL("../../../spec/versions/", import.meta.url);

/**
 * Reads the frozen documents (`spec/versions/<date>.json`) of the versions before the newest, the oldest first. The
 * newest one's is not among them: for that version the bundled document stands, which may have grown since.
 *
 * @throws {Error} when one is not an OpenAPI document.
 */
export function olderDocuments(): FrozenDocument[] {
  return readdirSync(folder)
    .flatMap((name) => /^(\d{4}-\d{2}-\d{2})\.json$/.exec(name)?.[1] ?? [])
    .filter((version) => version < newestApiVersion)
    .sort()
    .map((version) => ({ version, document: readDocument(version) }));
}

function readDocument(version: string): object {
  const document: unknown = JSON.parse(readFileSync(new URL(`${version}.json`, folder), "utf8"));
  if (typeof document !== "object" || document === null || !("info" in document)) {
    throw new Error(`spec/versions/${version}.json is not an OpenAPI document.`);
  }
  return document;
}
