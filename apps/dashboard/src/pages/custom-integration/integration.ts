import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { notifyFailure } from "../../components/notify.tsx";
import { sessionQuery } from "../../session/session.ts";

/** The integration as its page shows it. */
export type Integration = Schemas["IntegrationSettings"];

/** How often the page looks whether something has changed by itself: deliveries, failures, a grace period. */
const REFRESH_MS = 5_000;

/** The integration: asked for again and again. */
export const integrationQuery = api.queryOptions("get", "/integration", undefined, {
  refetchInterval: REFRESH_MS,
});

/** The integration, kept up to date while somebody looks at it. */
export function useIntegration() {
  return useQuery(integrationQuery);
}

/** Takes over an integration that an answer has brought, here and in the badge and banner of every page. */
export function useKeepIntegration(): (integration: Integration) => void {
  const queryClient = useQueryClient();
  return (integration) => {
    // What is being asked for just now may be older.
    void queryClient.cancelQueries({ queryKey: integrationQuery.queryKey });
    queryClient.setQueryData(integrationQuery.queryKey, integration);
    const { is_enabled, is_test_mode } = integration;
    queryClient.setQueryData<Schemas["SessionState"]>(sessionQuery.queryKey, (state) =>
      state?.signed_in === true ? { ...state, integration: { is_enabled, is_test_mode } } : state,
    );
  };
}

/** Changes switches: at once, and back again with the reason if the server refuses. One change at a time. */
export function useIntegrationChange() {
  const queryClient = useQueryClient();
  const keep = useKeepIntegration();
  const isChanging = useRef(false);
  const { mutate, isPending } = api.useMutation("patch", "/integration");
  const change = (body: Schemas["IntegrationChange"], onDone: () => void = () => {}) => {
    const before = queryClient.getQueryData<Integration>(integrationQuery.queryKey);
    if (before === undefined || isChanging.current) return;
    isChanging.current = true;
    keep({ ...before, ...body });
    mutate(
      { body },
      {
        onSuccess: (integration) => {
          keep(integration);
          onDone();
        },
        onError: (error) => {
          keep(before);
          notifyFailure(error);
        },
        onSettled: () => {
          isChanging.current = false;
        },
      },
    );
  };
  return { change, isPending };
}

/** The status as its badge shows it. */
export function statusOf({ is_enabled, is_test_mode }: Integration): "disabled" | "test_mode" | "live" {
  if (!is_enabled) return "disabled";
  return is_test_mode ? "test_mode" : "live";
}
