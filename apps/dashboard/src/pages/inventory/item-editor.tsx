import { Button, Center, Group, Loader, Stack, Switch, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { Moment } from "../../components/moment.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { PageLink } from "../../components/page-link.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { refreshDealership } from "../dealership.ts";
import { ChannelSwitch } from "./channel-switch.tsx";
import { changesOf, fieldsOf, itemOf, type WatchFields } from "./form-values.ts";
import { type Item, nameOf, putItem } from "./put-item.ts";
import { WatchForm } from "./watch-form.tsx";

/** A watch to edit, and what can be done with it; or a new one. @param props.id of the watch, or `new`. */
export function ItemEditor({ id, onClose }: { id: string; onClose: () => void }) {
  return id === "new" ? <NewItem onAdded={onClose} /> : <ExistingItem id={id} />;
}

function NewItem({ onAdded }: { onAdded: () => void }) {
  const queryClient = useQueryClient();
  const [isPublished, setPublished] = useState(false);
  const { mutate, error, isPending } = api.useMutation("post", "/inventory", {
    onSuccess: async ({ watch }) => {
      notifyDone(`${nameOf(watch)} was added.`);
      onAdded();
      await refreshDealership(queryClient);
    },
  });
  return (
    <WatchForm
      initial={fieldsOf(undefined)}
      action="Add watch"
      pending={isPending}
      error={error}
      onSave={(fields) => mutate({ body: { ...itemOf(fields), is_published: isPublished } })}
    >
      <Switch
        label="Put it onto the channel Custom Integration at once"
        checked={isPublished}
        onChange={({ currentTarget }) => setPublished(currentTarget.checked)}
      />
    </WatchForm>
  );
}

function ExistingItem({ id }: { id: string }) {
  const { data, error, refetch } = api.useQuery("get", "/inventory/{id}", { params: { path: { id } } });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <Center mih={200}>
        <Loader aria-label="Loading the watch" />
      </Center>
    );
  }
  return (
    <Stack>
      <ItemState item={data} />
      <EditedItem item={data} />
    </Stack>
  );
}

/** Whether it is on the channel and whether it is sold, with what can be done about that. */
function ItemState({ item }: { item: Item }) {
  const [isAsking, setAsking] = useState(false);
  const { sale, status } = item;
  return (
    <Stack gap="xs">
      <Text fw={600} className="break-anywhere">
        {nameOf(item.watch)}
      </Text>
      <Group justify="space-between">
        <Group gap="xs">
          <StatusBadge status={status} />
          {sale !== null && <Text size="sm">{<Moment at={sale.sold_at} />}</Text>}
          {sale !== null && sale.order_id !== null && (
            <PageLink to="/orders" search={{ order: sale.order_id }}>
              The order
            </PageLink>
          )}
        </Group>
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          {status === "sold" ? "Void sale" : "Mark as sold"}
        </Button>
      </Group>
      <ChannelSwitch item={item} withLabel />
      {isAsking && <SaleDialog item={item} onClose={() => setAsking(false)} />}
    </Stack>
  );
}

function SaleDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const queryClient = useQueryClient();
  const done = (message: string) => ({
    onSuccess: async (now: Item) => {
      putItem(queryClient, now.id, now);
      notifyDone(message);
      onClose();
      await refreshDealership(queryClient);
    },
    // Somebody else may have been faster: what is shown then is what is.
    onError: () => refreshDealership(queryClient),
  });
  const params = { path: { id: item.id } };
  const sell = api.useMutation("put", "/inventory/{id}/sale", done(`${nameOf(item.watch)} is sold.`));
  const undo = api.useMutation(
    "delete",
    "/inventory/{id}/sale",
    done(`${nameOf(item.watch)} is for sale again.`),
  );
  // What was asked stays asked while the answer comes in.
  const [isSold] = useState(item.status === "sold");
  return isSold ? (
    <ConfirmDialog
      opened
      title="Void this sale?"
      confirm="Void sale"
      pending={undo.isPending}
      error={undo.error}
      onConfirm={() => undo.mutate({ params })}
      onClose={onClose}
    >
      The watch is for sale again, and your own systems hear of it if it is on the channel. An order that it
      was matched to is not matched any more.
    </ConfirmDialog>
  ) : (
    <ConfirmDialog
      opened
      title="Mark this watch as sold?"
      confirm="Mark as sold"
      pending={sell.isPending}
      error={sell.error}
      onConfirm={() => sell.mutate({ params })}
      onClose={onClose}
    >
      If an order of it is here, match the order instead. Your own systems hear of the sale if the watch is on
      the channel. A sale can be voided.
    </ConfirmDialog>
  );
}

function EditedItem({ item }: { item: Item }) {
  const queryClient = useQueryClient();
  // What the form began with, and not what somebody else has changed meanwhile: that is not to be undone.
  const [before, setBefore] = useState(() => fieldsOf(item));
  const { mutate, error, isPending } = api.useMutation("patch", "/inventory/{id}", {
    onSuccess: async (now) => {
      setBefore(fieldsOf(now));
      putItem(queryClient, now.id, now);
      notifyDone("The changes are saved.");
      await refreshDealership(queryClient);
    },
  });
  const save = (fields: WatchFields) => {
    const body = changesOf(before, fields);
    if (body === null) notifyDone("There is nothing to save: nothing was changed.");
    else mutate({ params: { path: { id: item.id } }, body });
  };
  return <WatchForm initial={before} action="Save changes" pending={isPending} error={error} onSave={save} />;
}
