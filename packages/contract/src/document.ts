import bundled from "./generated/openapi.json" with { type: "json" };

/** A reference to a component of the same document. */
export interface ReferenceObject {
  readonly $ref: string;
}

/** A JSON Schema of dialect 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The content of a body, by media type. */
export type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

/** A header, path or query parameter. */
export interface ParameterObject {
  readonly name: string;
  readonly in: "header" | "path" | "query";
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

/** A response header. */
export interface HeaderObject {
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

/** The answer of one status. */
export interface ResponseObject {
  readonly description: string;
  readonly headers?: Readonly<Record<string, HeaderObject | ReferenceObject>>;
  readonly content?: Content;
}

/** One operation. `responses` is keyed by the status, as text. */
export interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly (ParameterObject | ReferenceObject)[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, ResponseObject | ReferenceObject>>;
}

/** The operations of one path. */
export interface PathItemObject {
  readonly parameters?: readonly (ParameterObject | ReferenceObject)[];
  readonly get?: OperationObject;
  readonly post?: OperationObject;
  readonly patch?: OperationObject;
  readonly delete?: OperationObject;
}

/** The parts of the OpenAPI document that programs walk through. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, PathItemObject>>;
  readonly webhooks: Readonly<Record<string, { readonly post: OperationObject }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly parameters: Readonly<Record<string, ParameterObject>>;
    readonly headers: Readonly<Record<string, HeaderObject>>;
    readonly responses: Readonly<Record<string, ResponseObject>>;
  };
}

// A shallow guard is enough: the bundle's deep shape is proven by the lint and the tests of this package.
function isOpenApiDocument(value: unknown): value is OpenApiDocument {
  return typeof value === "object" && value !== null && "paths" in value && "components" in value;
}

function asDocument(value: unknown): OpenApiDocument {
  if (!isOpenApiDocument(value)) throw new Error("generated/openapi.json is broken: run `npm run generate`.");
  return value;
}

/** The whole contract as one OpenAPI 3.1 document without references to other files. */
export const openapiDocument: OpenApiDocument = asDocument(bundled);

/** The newest API version: the one that a new integration is pinned to (`YYYY-MM-DD`). */
export const newestApiVersion: string = openapiDocument.info.version;
