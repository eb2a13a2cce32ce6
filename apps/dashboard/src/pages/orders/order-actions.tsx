import { Button, Group } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { useOrderChange } from "./use-order-change.ts";

type Order = Schemas["DealerOrder"];
type Action = "fulfil" | "void" | "cancel";

/** What is asked before it is done. */
interface Question {
  title: string;
  confirm: string;
  text: ReactNode;
  danger: boolean;
}

const QUESTIONS: Readonly<Record<Action, Question>> = {
  fulfil: {
    title: "Fulfil this order?",
    confirm: "Fulfil order",
    text: "The buyer has the watch, or it is on the way. The shop hears of it. A fulfilled order can still be cancelled.",
    danger: false,
  },
  void: {
    title: "Void this sale?",
    confirm: "Void sale",
    text: "The watch is for sale again, and the order can be matched to another one. Your own systems hear of it if the watch is on the channel.",
    danger: false,
  },
  cancel: {
    title: "Cancel this order?",
    confirm: "Cancel order",
    text: "The shop hears of it, and a watch that it has sold is for sale again. This cannot be undone.",
    danger: true,
  },
};

/** What can be done with an order, beside matching it. */
export function OrderActions({ order }: { order: Order }) {
  const [asked, setAsked] = useState<Action | null>(null);
  const isMatched = order.listing !== null;
  const possible: Readonly<Record<Action, boolean>> = {
    fulfil: order.status === "pending" && isMatched,
    void: order.status === "pending" && isMatched,
    cancel: order.status !== "cancelled",
  };
  return (
    <Group gap="xs">
      {possible.fulfil && (
        <Button size="xs" onClick={() => setAsked("fulfil")}>
          Fulfil
        </Button>
      )}
      {possible.void && (
        <Button size="xs" variant="default" onClick={() => setAsked("void")}>
          Void sale
        </Button>
      )}
      {possible.cancel && (
        <Button size="xs" variant="default" onClick={() => setAsked("cancel")}>
          Cancel order
        </Button>
      )}
      {asked !== null && <ActionDialog id={order.id} action={asked} onClose={() => setAsked(null)} />}
    </Group>
  );
}

function ActionDialog({ id, action, onClose }: { id: string; action: Action; onClose: () => void }) {
  const done = useOrderChange();
  const actions = {
    fulfil: api.useMutation("post", "/orders/{id}/fulfil", done("The order is fulfilled.", onClose)),
    void: api.useMutation("delete", "/orders/{id}/match", done("The sale is voided.", onClose)),
    cancel: api.useMutation("post", "/orders/{id}/cancel", done("The order is cancelled.", onClose)),
  };
  const { title, confirm, text, danger } = QUESTIONS[action];
  const { mutate, isPending, error } = actions[action];
  return (
    <ConfirmDialog
      opened
      title={title}
      confirm={confirm}
      danger={danger}
      pending={isPending}
      error={error}
      onConfirm={() => mutate({ params: { path: { id } } })}
      onClose={onClose}
    >
      {text}
    </ConfirmDialog>
  );
}
