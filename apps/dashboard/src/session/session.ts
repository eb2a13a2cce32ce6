import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { createContext, useContext } from "react";
import { api, type Schemas } from "../api/client.ts";
import { notifyFailure } from "../components/notify.tsx";

/** The dealer who is signed in, with what every page shows. */
export type Session = Schemas["Session"];

/** Who is signed in: asked for once, and kept until it ends. */
export const sessionQuery = api.queryOptions("get", "/session", undefined, {
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** The session of everything behind the sign-in; the layout of the signed-in pages provides it. */
export const SessionContext = createContext<Session | null>(null);

/**
 * The session.
 *
 * @throws {Error} outside the signed-in pages.
 */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("useSession is for pages behind the sign-in.");
  return session;
}

/** Takes over a session, or that there is none. All that was seen in another one is forgotten. */
export function setSession(queryClient: QueryClient, state: Schemas["SessionState"]): void {
  queryClient.setQueryData(sessionQuery.queryKey, state);
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[1] !== "/session" });
}

/** Signs out, and leads to the sign-in page. */
export function useSignOut(): () => void {
  const queryClient = useQueryClient();
  const router = useRouter();
  const { mutate } = api.useMutation("delete", "/session");
  return () =>
    mutate(
      {},
      {
        onSuccess: async (state) => {
          setSession(queryClient, state);
          await router.navigate({ to: "/login" });
        },
        onError: notifyFailure,
      },
    );
}
