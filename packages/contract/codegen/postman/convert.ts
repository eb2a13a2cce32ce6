import { convertV2, type Options } from "openapi-to-postmanv2";
import { isObject, type Json, type JsonObject, objectAt, stringAt } from "../json.ts";

/** What Postman's own importer makes of a document. */
export interface Converted {
  /** The text about the whole collection. */
  readonly description: string;
  /** Its requests with their saved responses, by {@link requestKey}. */
  readonly items: ReadonlyMap<string, JsonObject>;
}

/** Settled by name, so that another default of the importer changes nothing. */
const options: Options = {
  folderStrategy: "Tags",
  includeWebhooks: false,
  parametersResolution: "Example",
  enableOptionalParameters: false,
  includeAuthInfoInExample: false,
};

/** What tells requests apart: the method and the path template of the contract, such as `GET /orders/{id}`. */
export function requestKey(method: string, path: string): string {
  return `${method.toUpperCase()} ${path}`;
}

/**
 * Converts a document with Postman's importer.
 *
 * @throws Error with its reason, when it cannot.
 */
export async function convert(document: JsonObject): Promise<Converted> {
  const converted = await new Promise<unknown>((resolve, reject) => {
    convertV2({ type: "json", data: structuredClone(document) }, options, (error, result) => {
      const [output] = result?.output ?? [];
      if (error || !result?.result || output === undefined)
        reject(new Error(`openapi-to-postmanv2 cannot convert the contract: ${error ?? result?.reason}`));
      else resolve(output.data);
    });
  });
  // The importer gives objects of its own classes; what counts is how they are written.
  const collection: unknown = JSON.parse(JSON.stringify(converted));
  const description = stringAt(objectAt(collection, "info", "description"), "content", "info");
  return { description, items: new Map(itemsOf(collection).map((item) => [keyOf(item), item])) };
}

/** The requests in a collection or folder and in all folders inside. */
function itemsOf(folder: unknown): JsonObject[] {
  if (!isObject(folder) || !Array.isArray(folder.item)) return [];
  return folder.item
    .filter(isObject)
    .flatMap((each) => (each.request === undefined ? itemsOf(each) : [each]));
}

function keyOf(item: JsonObject): string {
  const request = objectAt(item, "request");
  const steps: Json | undefined = objectAt(request, "url").path;
  if (!Array.isArray(steps)) throw new Error(`The request ${String(item.name)} has no path.`);
  const path = steps.map((step) => `/${String(step).replace(/^:(.+)$/, "{$1}")}`).join("");
  return requestKey(stringAt(request, "method", "request"), path);
}
