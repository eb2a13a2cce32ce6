import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { isObject, type JsonObject, stringAt } from "./json.ts";
import { specFolder } from "./locations.ts";

/** The statuses that each error type may have. The catalogue is refused if it breaks this table. */
export const statusesByType: Readonly<Record<string, readonly number[]>> = {
  authentication_error: [401],
  permission_error: [403],
  validation_error: [400, 413, 415],
  not_found_error: [404, 405],
  conflict_error: [409],
  idempotency_error: [409],
  rate_limit_error: [429],
  api_error: [500, 503],
};

/** One entry of `spec/errors/codes.yaml`; the fields are explained at the top of that file. */
export interface CatalogueEntry {
  readonly code: string;
  readonly status: number;
  readonly type: string;
  readonly message: string;
  readonly param: string | null;
  readonly meaning: string;
  readonly causes: readonly string[];
  readonly recovery: string;
  /** Whether only the dashboard's own API answers with it: the public contract does not know it then. */
  readonly internal: boolean;
  readonly example: { readonly message: string; readonly param: string | null };
}

const knownFields = new Set([
  "status",
  "type",
  "message",
  "param",
  "example",
  "meaning",
  "causes",
  "recovery",
  "internal",
]);

/** Reads the codes of the public contract; see {@link parseCatalogue}. */
export async function readCatalogue(): Promise<CatalogueEntry[]> {
  return (await readWholeCatalogue()).filter(({ internal }) => !internal);
}

/** Reads all codes, also those that only the dashboard's own API answers with. */
export async function readWholeCatalogue(): Promise<CatalogueEntry[]> {
  return parseCatalogue(await readFile(join(specFolder, "errors", "codes.yaml"), "utf8"));
}

/**
 * Parses and checks the YAML text of an error catalogue.
 * @throws Error naming the code and the field that breaks a rule.
 */
export function parseCatalogue(yaml: string): CatalogueEntry[] {
  const parsed: unknown = parse(yaml, { uniqueKeys: true });
  if (!isObject(parsed)) throw new Error("spec/errors/codes.yaml must be a map of codes.");
  return Object.entries(parsed).map(([code, entry]) => parseEntry(code, entry));
}

function parseEntry(code: string, entry: unknown): CatalogueEntry {
  const where = `spec/errors/codes.yaml, ${code}`;
  if (!/^[a-z]+(_[a-z]+)*$/.test(code)) throw new Error(`${where}: a code is in lower snake case.`);
  if (!isObject(entry)) throw new Error(`${where}: must be a map.`);
  const unknown = Object.keys(entry).find((field) => !knownFields.has(field));
  if (unknown !== undefined) throw new Error(`${where}: unknown field "${unknown}".`);
  const { status, causes } = entry;
  const type = stringAt(entry, "type", where);
  if (typeof status !== "number" || !statusesByType[type]?.includes(status)) {
    throw new Error(`${where}: type ${type} does not go with status ${String(status)}.`);
  }
  if (!Array.isArray(causes) || causes.length === 0 || !causes.every((cause) => typeof cause === "string")) {
    throw new Error(`${where}: "causes" must be a list of texts.`);
  }
  if (entry.internal !== undefined && entry.internal !== true) {
    throw new Error(`${where}: "internal" is true or left out.`);
  }
  const message = stringAt(entry, "message", where);
  const param = optionalText(entry, "param", where);
  const example = isObject(entry.example) ? entry.example : {};
  return {
    code,
    status,
    type,
    message,
    param,
    meaning: stringAt(entry, "meaning", where),
    causes,
    recovery: stringAt(entry, "recovery", where),
    internal: entry.internal === true,
    example: {
      message: optionalText(example, "message", where) ?? message,
      param: optionalText(example, "param", where) ?? param,
    },
  };
}

function optionalText(object: JsonObject, key: string, where: string): string | null {
  return object[key] === undefined ? null : stringAt(object, key, where);
}
