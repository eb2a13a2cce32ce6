import { API_VERSION, samples } from "../generated/samples.ts";
import type { Fetch, FetchInit } from "../options.ts";
import { MOCK_REQUEST_ID, mockError } from "./mock-error.ts";
import type { MockBody, MockRoute } from "./routes.ts";

/** A request as the mock saw it. */
export interface MockRequest {
  /** Undefined when the API has nothing there. */
  readonly route: MockRoute | undefined;
  /** `GET`, `POST`, `PATCH` or `DELETE`. */
  readonly method: string;
  /** With its query. */
  readonly url: string;
  /** What stands for `{id}` in the path. */
  readonly params: Readonly<Record<string, string>>;
  /** The query. */
  readonly query: Readonly<Record<string, string>>;
  /** With names in lower case; the API key is under `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON; undefined where there is none. */
  readonly body: unknown;
}

/**
 * An answer: the data of a success, a `Response` for everything else, or an `Error` that `fetch` rejects with, as when
 * there is no connection.
 */
export type MockAnswer<Route extends MockRoute> = MockBody<Route> | Response | Error;

/** One answer for all requests, a function that makes it, or one after the other, of which the last one stays. */
export type MockReply<Route extends MockRoute> = MockStep<Route> | readonly MockStep<Route>[];

/** One answer, or a function that makes it. */
export type MockStep<Route extends MockRoute> =
  | MockAnswer<Route>
  | ((request: MockRequest) => MockAnswer<Route> | Promise<MockAnswer<Route>>);

/** What to answer, by operation. What is left out answers with its example in the documentation. */
export type MockRoutes = { readonly [Route in MockRoute]?: MockReply<Route> };

/** A `fetch` for the client's options, which remembers its requests. */
export type MockFetch = Fetch & {
  /** The requests so far, the attempts of retries each. */
  readonly requests: readonly MockRequest[];
};

/**
 * A `fetch` that answers as the API does, without a network: with what you give it, with the documented example of an
 * operation that you leave out, and with 404 `route_not_found` for what the API does not have. Answers have the headers
 * of the API: a request id, the version and the rate limit.
 *
 * @example
 * const fetch = mockFetch({
 *   "GET /me": new TypeError("fetch failed"),
 *   "GET /listings/{id}": mockError("resource_not_found"),
 *   "POST /orders": [mockError("service_unavailable"), samples["POST /orders"].body],
 *   "GET /events/{id}": ({ params }) => ({ ...samples["GET /events/{id}"].body, id: params.id ?? "" }),
 * });
 * const client = new WatchTraderHub({ apiKey: MOCK_API_KEY, fetch, runtime: fakeRuntime() });
 * await client.orders.cancel("d7df4fbe-2c0c-4328-a3b0-a32c68cabd43");
 * console.log(fetch.requests.map(({ method, url }) => `${method} ${url}`));
 */
export function mockFetch(routes: MockRoutes = {}): MockFetch {
  const requests: MockRequest[] = [];
  const counts = new Map<MockRoute, number>();
  const fetch = async (url: string, init: FetchInit): Promise<Response> => {
    init.signal.throwIfAborted();
    const request = readRequest(url, init);
    requests.push(request);
    const { route } = request;
    if (route === undefined) return withApiHeaders(mockError("route_not_found"), requests.length);
    const count = counts.get(route) ?? 0;
    counts.set(route, count + 1);
    const answer = await takeAnswer(routes[route], count, request);
    init.signal.throwIfAborted();
    if (answer instanceof Error) throw answer;
    const response = answer instanceof Response ? answer.clone() : sampleOf(route, answer);
    return withApiHeaders(response, requests.length);
  };
  return Object.assign(fetch, { requests });
}

/** A success of an operation: with the data that is given, or else that of its example. */
function sampleOf(route: MockRoute, answer: unknown): Response {
  const { status, body = undefined } = samples[route];
  return status === 204 ? new Response(null, { status }) : Response.json(answer ?? body, { status });
}

/** The answer whose turn it is; undefined for the example. */
async function takeAnswer(reply: unknown, count: number, request: MockRequest): Promise<unknown> {
  const step: unknown = Array.isArray(reply) ? reply[Math.min(count, reply.length - 1)] : reply;
  return typeof step === "function" ? step(request) : step;
}

/** The same with the headers of the API that it does not have, as if each request had spent one token of a minute's. */
function withApiHeaders({ body, status, statusText, headers: own }: Response, spent: number): Response {
  const headers = new Headers({
    "x-request-id": MOCK_REQUEST_ID,
    "x-api-version": API_VERSION,
    "cache-control": "no-store",
    "x-ratelimit-limit": "600",
    "x-ratelimit-remaining": String(Math.max(0, 600 - spent)),
    "x-ratelimit-reset": "1778229960",
  });
  for (const [name, value] of own) headers.set(name, value);
  // A new one, since those of a redirect, or of a real answer, cannot be changed.
  return new Response(body, { status, statusText, headers });
}

/** Each route with the pattern of its paths. */
const patterns = Object.keys(samples)
  .filter(isRoute)
  .map((route) => {
    const [method = "", template = ""] = route.split(" ");
    const pattern = template.replaceAll(".", "\\.").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    return { route, method, pattern: new RegExp(`^${pattern}$`) };
  });

function isRoute(name: string): name is MockRoute {
  return Object.hasOwn(samples, name);
}

function readRequest(url: string, { method, headers, body }: FetchInit): MockRequest {
  const { pathname, searchParams } = new URL(url);
  const path = pathname.split("/api/v1").at(-1) ?? "";
  const found = patterns.find((one) => one.method === method && one.pattern.test(path));
  const groups = Object.entries(found?.pattern.exec(path)?.groups ?? {});
  return {
    route: found?.route,
    method,
    url,
    params: Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)])),
    query: Object.fromEntries(searchParams),
    headers,
    body: body === null ? undefined : JSON.parse(body),
  };
}
