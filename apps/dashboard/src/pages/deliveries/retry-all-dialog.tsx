import { Modal, Stack, Text } from "@mantine/core";
import { CountAndSend, type Selection } from "./count-and-send.tsx";

/** What {@link RetryAllDialog} is about. */
export interface RetryAllDialogProps {
  selection: Selection;
  /** What is retried, in words: "What fails with HTTP 500". */
  what: string;
  onClose: () => void;
}

/** One more attempt of all that has failed and that the filters leave: counts first, and then asks. */
export default function RetryAllDialog({ selection, what, onClose }: RetryAllDialogProps) {
  return (
    <Modal opened onClose={onClose} title="Retry all that match" centered>
      <Stack>
        <Text size="sm">{what} It goes on without this page, and can be cancelled.</Text>
        <CountAndSend selection={selection} countsAtOnce onClose={onClose} />
      </Stack>
    </Modal>
  );
}
