import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./generated/openapi.ts";

/** The typed client that resources send through. */
export type ContractClient = Client<paths, "application/json">;

/** What the typed client makes of a request before it is sent. */
interface PreparedInit {
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

/**
 * Takes the place of the platform's `Request` in the typed client. Making one of those, with a signal, costs more than
 * all the rest of a call, and `fetch` would only take it apart again.
 */
export class PreparedRequest {
  readonly url: string;
  readonly init: PreparedInit;

  constructor(url: string, init: PreparedInit) {
    this.url = url;
    this.init = init;
  }
}

/** The typed client: it makes URLs and bodies, and reads answers. Headers and limits are not its business. */
export function createContractClient(baseUrl: string): ContractClient {
  return createClient<paths, "application/json">({
    baseUrl,
    // Safe: the typed client reads only `method` of it, which it sets itself, and hands it on to `fetch`.
    Request: PreparedRequest as unknown as typeof Request,
  });
}

/** What the typed client has prepared, from the `Request` that it takes it for. */
export function prepared(request: Request): PreparedRequest {
  // Safe: it was told to make these.
  return request as unknown as PreparedRequest;
}
