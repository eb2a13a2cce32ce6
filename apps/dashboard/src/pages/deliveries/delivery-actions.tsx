import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";

type Detail = Schemas["DeliveryDetail"];

/** What can be done about a delivery. @param props.onOpen opens another delivery. */
export function DeliveryActions({ delivery, onOpen }: { delivery: Detail; onOpen: (id: string) => void }) {
  const { id, status } = delivery;
  const params = { path: { id } };
  const show = useShow();
  const retry = api.useMutation("post", "/deliveries/{id}/retry", {
    onSuccess: (now) => {
      show(now);
      notifyDone("One more attempt is being made.");
    },
    onError: notifyFailure,
  });
  const replay = api.useMutation("post", "/deliveries/{id}/replay", {
    onSuccess: (now) => {
      show(now);
      onOpen(now.id);
      notifyDone("The event is sent again, as the new delivery shown here.");
    },
    onError: notifyFailure,
  });
  return (
    <Group gap="xs">
      {(status === "failed" || status === "dead_letter") && (
        <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate({ params })}>
          Retry now
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        loading={replay.isPending}
        onClick={() => replay.mutate({ params })}
      >
        Replay as a new delivery
      </Button>
      {(status === "failed" || status === "pending") && <CancelDelivery id={id} onCancelled={show} />}
    </Group>
  );
}

function CancelDelivery({ id, onCancelled }: { id: string; onCancelled: (now: Detail) => void }) {
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, error, reset } = api.useMutation("post", "/deliveries/{id}/cancel");
  const close = () => {
    setAsking(false);
    reset();
  };
  const cancel = () =>
    mutate(
      { params: { path: { id } } },
      {
        onSuccess: (now) => {
          onCancelled(now);
          close();
          notifyDone("The delivery is cancelled.");
        },
      },
    );
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        Cancel delivery
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title="Cancel this delivery?"
        confirm="Cancel delivery"
        danger
        pending={isPending}
        error={error}
        onConfirm={cancel}
        onClose={close}
      >
        No further attempt is made. The event is kept: it can be replayed later.
      </ConfirmDialog>
    </>
  );
}

/** Shows a delivery as an action left it, in the drawer and in the list, without moving a row. */
function useShow(): (now: Detail) => void {
  const queryClient = useQueryClient();
  return (now) => {
    const { queryKey } = api.queryOptions("get", "/deliveries/{id}", { params: { path: { id: now.id } } });
    queryClient.setQueryData(queryKey, now);
    queryClient.setQueriesData<Schemas["WebhookDeliveryList"]>(
      { predicate: (query) => query.queryKey[1] === "/deliveries" },
      (page) =>
        page === undefined
          ? page
          : { ...page, data: page.data.map((each) => (each.id === now.id ? now : each)) },
    );
  };
}
