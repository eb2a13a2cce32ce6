/**
 * A `fetch` for the tests of your program: it answers as the API does, typed and without a network.
 *
 * @module
 */
export { samples } from "../generated/samples.ts";
export { fakeRuntime } from "./fake-runtime.ts";
export { MOCK_REQUEST_ID, type MockErrorOptions, mockError } from "./mock-error.ts";
export {
  type MockAnswer,
  type MockFetch,
  type MockReply,
  type MockRequest,
  type MockRoutes,
  type MockStep,
  mockFetch,
} from "./mock-fetch.ts";
export type { MockBody, MockRoute, Samples } from "./routes.ts";

/** A well-formed key of nobody, for clients of the mock. */
export const MOCK_API_KEY = `wth_test${"0".repeat(28)}`;

/** The same for clients of the Partner API. */
export const MOCK_PARTNER_KEY = `sk_branch_${"0".repeat(32)}`;
