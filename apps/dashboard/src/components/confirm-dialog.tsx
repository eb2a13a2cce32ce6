import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { ProblemAlert } from "./problem-alert.tsx";

/** What is to be confirmed. */
export interface ConfirmDialogProps {
  opened: boolean;
  /** A question: "Cancel this order?" */
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** What the button does, as a verb: "Cancel order". */
  confirm: string;
  /** It destroys something. */
  danger?: boolean;
  /** It is being done. */
  pending?: boolean;
  /** Why it could not be done. */
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is done that others notice, or that cannot be undone. The safe answer has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    opened,
    title,
    children,
    confirm,
    danger = false,
    pending = false,
    error,
    onConfirm,
    onClose,
  } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered>
      <Stack>
        <div>{children}</div>
        {error !== undefined && error !== null && <ProblemAlert error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Not now
          </Button>
          <Button {...(danger ? { color: "red" } : {})} loading={pending} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
