import { Alert, Button, Checkbox, Code, CopyButton, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";

/** A secret that was just made. */
export interface NewSecret {
  /** What it is: "API key", "Signing secret". */
  name: string;
  value: string;
  /** What to do with it. */
  advice: string;
}

/** What {@link SecretModal} shows. */
export interface SecretModalProps {
  /** Null shows nothing. Keep it in a state of the page and nowhere else. */
  secret: NewSecret | null;
  /** The dealer has it: set the state to null, and reset the mutation that it came with. */
  onGone: () => void;
}

/**
 * Shows a secret once. It closes only when the dealer has said that it is saved; then it is nowhere any more: it is in no
 * URL, storage, log or notification.
 */
export function SecretModal({ secret, onGone }: SecretModalProps) {
  return (
    <Modal
      opened={secret !== null}
      onClose={onGone}
      title={secret === null ? "" : `${secret.name}: shown only now`}
      centered
      size="lg"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      keepMounted={false}
      transitionProps={{ duration: 0 }}
    >
      {secret !== null && <SecretBody key={secret.value} secret={secret} onGone={onGone} />}
    </Modal>
  );
}

function SecretBody({ secret, onGone }: { secret: NewSecret; onGone: () => void }) {
  const [isSaved, setSaved] = useState(false);
  return (
    <Stack>
      <Alert color="yellow" title="Copy it now">
        It cannot be shown again. If it is lost, a new one has to be made. {secret.advice}
      </Alert>
      <Text size="sm" fw={600} id="secret-name">
        {secret.name}
      </Text>
      <Code block className="break-anywhere" aria-labelledby="secret-name" data-testid="secret">
        {secret.value}
      </Code>
      <CopyButton value={secret.value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} data-autofocus>
            {copied ? "Copied" : "Copy"}
          </Button>
        )}
      </CopyButton>
      <Checkbox
        label="I have saved it"
        checked={isSaved}
        onChange={(event) => setSaved(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button disabled={!isSaved} onClick={onGone}>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
