import { useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "../../api/client.ts";
import { notifyDone } from "../../components/notify.tsx";
import { refreshDealership } from "../dealership.ts";

type Order = Schemas["DealerOrder"];

/** Options of a change of an order: what it is then is shown at once, and said. @param message what was done. */
export function useOrderChange() {
  const queryClient = useQueryClient();
  return (message: string, onDone: (order: Order) => void = () => {}) => ({
    onSuccess: async (order: Order) => {
      const { queryKey } = api.queryOptions("get", "/orders/{id}", { params: { path: { id: order.id } } });
      queryClient.setQueryData(queryKey, order);
      notifyDone(message);
      onDone(order);
      await refreshDealership(queryClient);
    },
    // Somebody else may have been faster: what is shown then is what is.
    onError: () => refreshDealership(queryClient),
  });
}
