import { Switch } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { notifyFailure } from "../../components/notify.tsx";
import { refreshDealership } from "../dealership.ts";
import { type Item, nameOf, putItem } from "./put-item.ts";

/**
 * Puts a watch onto the custom channel, or takes it off: at once, and back again if the server refuses. Changes of one watch
 * are sent one after the other.
 */
export function ChannelSwitch({ item, withLabel = false }: { item: Item; withLabel?: boolean }) {
  const queryClient = useQueryClient();
  const { mutate } = api.useMutation("put", "/inventory/{id}/channel", {
    scope: { id: `channel of ${item.id}` },
  });
  const set = (isPublished: boolean) => {
    putItem(queryClient, item.id, { is_published: isPublished });
    mutate(
      { params: { path: { id: item.id } }, body: { is_published: isPublished } },
      {
        onSuccess: (now) => putItem(queryClient, item.id, { updated_at: now.updated_at }),
        onError: (error) => {
          putItem(queryClient, item.id, { is_published: !isPublished });
          notifyFailure(error);
          // Somebody else may have been faster: what is shown then is what is.
          void refreshDealership(queryClient);
        },
      },
    );
  };
  const name = "Custom Integration";
  return (
    <Switch
      checked={item.is_published}
      onChange={({ currentTarget }) => set(currentTarget.checked)}
      {...(withLabel
        ? { label: `On the channel ${name}` }
        : { "aria-label": `${name}: ${nameOf(item.watch)}` })}
    />
  );
}
