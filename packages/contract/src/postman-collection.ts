import generated from "./generated/postman.json" with { type: "json" };

/** The format of the collection: 2.1. */
const SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

/** A variable of the collection, which its requests read as `{{key}}`. */
export interface PostmanVariable {
  readonly key: string;
  readonly value: string;
}

/** The parts of the Postman collection that programs look at. */
export interface PostmanCollection {
  readonly info: { readonly name: string; readonly schema: typeof SCHEMA };
  readonly variable: readonly PostmanVariable[];
  readonly item: Record<string, unknown>[];
  readonly [key: string]: unknown;
}

/** The whole contract as a Postman collection that runs as it is imported. */
export const postmanCollection: PostmanCollection = {
  ...generated,
  info: { ...generated.info, schema: SCHEMA },
};
