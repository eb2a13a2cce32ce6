import { useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "../api/client.ts";
import { notifyFailure } from "../components/notify.tsx";
import { sessionQuery } from "./session.ts";

/**
 * Shows or hides test data in all lists: at once, and back again if the server refuses. The pattern of every switch:
 * change what is shown, ask the server, and on failure put back what was and say why.
 */
export function useShowTestData() {
  const queryClient = useQueryClient();
  const put = (preferences: Schemas["Preferences"]) =>
    queryClient.setQueryData<Schemas["SessionState"]>(sessionQuery.queryKey, (state) =>
      state?.signed_in === true ? { ...state, preferences } : state,
    );
  const { mutate } = api.useMutation("patch", "/preferences", {
    onSuccess: async (preferences) => {
      put(preferences);
      await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== "/session" });
    },
  });
  return {
    setShown: (isShown: boolean) => {
      put({ show_test_data: isShown });
      mutate(
        { body: { show_test_data: isShown } },
        {
          onError: (error) => {
            put({ show_test_data: !isShown });
            notifyFailure(error);
          },
        },
      );
    },
  };
}
