import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Partner } from "./partner-section.tsx";

/** Takes a partner over as it is after a change, into the list that shows it. */
export function useKeepPartner(): (partner: Partner) => void {
  const queryClient = useQueryClient();
  const { queryKey } = api.queryOptions("get", "/partners");
  return (partner) =>
    queryClient.setQueryData<{ object: "partner_directory"; data: Partner[] }>(queryKey, (directory) =>
      directory === undefined
        ? directory
        : { ...directory, data: directory.data.map((each) => (each.id === partner.id ? partner : each)) },
    );
}
