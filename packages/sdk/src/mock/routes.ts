import type { paths } from "../generated/openapi.ts";

type Method = "get" | "post" | "patch" | "delete";
type HasOperation<Path extends keyof paths, M extends Method> = paths[Path][M] extends { responses: unknown }
  ? `${Uppercase<M>} ${Path}`
  : never;

/** An operation by its method and path, as in the OpenAPI document: `"POST /orders/{id}/cancel"`. */
export type MockRoute = {
  [Path in keyof paths]: { [M in Method]: HasOperation<Path, M> }[Method];
}[keyof paths];

type OperationOf<Route extends MockRoute> = Route extends `${infer M} ${infer Path extends keyof paths}`
  ? paths[Path][Lowercase<M> & Method]
  : never;
type Success<Responses> = {
  [Status in keyof Responses]: Status extends 200 | 201 | 202 | 204 ? Responses[Status] : never;
}[keyof Responses];

/** The data that an operation succeeds with. */
export type MockBody<Route extends MockRoute> =
  OperationOf<Route> extends { responses: infer Responses }
    ? Success<Responses> extends { content: { "application/json": infer Body } }
      ? Body
      : undefined
    : never;

/** How each operation succeeds, by method and path. */
export type Samples = {
  readonly [Route in MockRoute]: MockBody<Route> extends undefined
    ? { readonly status: number; readonly body?: undefined }
    : { readonly status: number; readonly body: MockBody<Route> };
};
