import type { components, paths } from "@wth/contract/dashboard.ts";
import createClient, { type Middleware } from "openapi-fetch";
import createQueryHooks from "openapi-react-query";
import { codeOf } from "./problem.ts";

/** The shapes of the dashboard's contract. */
export type Schemas = components["schemas"];

let sessionEnded = () => {};

/** Has `listener` called whenever the server says that nobody is signed in. */
export function onSessionEnded(listener: () => void): void {
  sessionEnded = listener;
}

const noticeEndOfSession: Middleware = {
  onResponse: async ({ response }) => {
    if (response.status !== 401) return;
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    if (codeOf(body) === "not_signed_in") sessionEnded();
  },
};

/** Calls of the dashboard's API, typed by its contract, for what is not a query or mutation of a component. */
export const client = createClient<paths>({ baseUrl: "/dashboard/api" });
client.use(noticeEndOfSession);

/** The same as hooks: `api.useQuery("get", "/clients/{id}", …)`. They throw the error envelope; see `toProblem`. */
export const api = createQueryHooks(client);
