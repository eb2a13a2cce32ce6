import { QueryClient } from "@tanstack/react-query";
import { isWorthRetrying } from "./problem.ts";

const STALE_MS = 10_000;
const RETRIES = 2;

/** What the server was asked for, for all pages. Nothing of it outlives the page: no answer is written to storage. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      retry: (failures, error) => failures < RETRIES && isWorthRetrying(error),
    },
    // An answer can hold a secret that is shown once: it is forgotten with the component that asked.
    mutations: { gcTime: 0, retry: false },
  },
});
