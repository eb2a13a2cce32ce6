import { Alert, Button, Group, Modal, Radio, Stack } from "@mantine/core";
import { useState } from "react";
import { api, type Schemas } from "../../../api/client.ts";
import { notifyFailure } from "../../../components/notify.tsx";
import { ProblemAlert } from "../../../components/problem-alert.tsx";
import { useKeepIntegration } from "../integration.ts";
import { useNewSecret } from "../use-new-secret.tsx";

interface Choice {
  value: string;
  label: string;
  description: string;
  body: Schemas["SecretRotation"];
}

const HOUR = 3_600;

const GRACES: readonly Choice[] = [
  {
    value: "24h",
    label: "24 hours",
    description: "Both secrets sign until then. Right for most.",
    body: { grace_seconds: 24 * HOUR },
  },
  { value: "1h", label: "1 hour", description: "If you can deploy at once.", body: { grace_seconds: HOUR } },
  {
    value: "7d",
    label: "7 days",
    description: "If somebody else runs the receiver.",
    body: { grace_seconds: 7 * 24 * HOUR },
  },
  {
    value: "0",
    label: "None",
    description: "If the secret has leaked. A receiver refuses deliveries until it has the new one.",
    body: { grace_seconds: 0 },
  },
];

const KEEP: Choice = {
  value: "keep",
  label: "I have lost the new secret",
  description:
    "Replaces it alone. The previous one, which your receiver knows, signs on until its grace period ends.",
  body: { keep_previous: true },
};

/** Asks how to rotate, rotates, and shows the new secret. @param props.hasGrace a grace period is running. */
export default function RotateDialog({ hasGrace, onClose }: { hasGrace: boolean; onClose: () => void }) {
  const choices = hasGrace ? [...GRACES, KEEP] : GRACES;
  const [chosen, setChosen] = useState("24h");
  const [isDone, setDone] = useState(false);
  const keep = useKeepIntegration();
  const { mutate, isPending, error, reset } = api.useMutation("post", "/integration/signing_secret");
  const { ready, show, modal } = useNewSecret(() => {
    reset();
    onClose();
  });
  const rotate = async () => {
    const body = choices.find(({ value }) => value === chosen)?.body;
    if (body === undefined) return;
    await ready();
    mutate(
      { body },
      {
        onSuccess: ({ secret, integration }) => {
          setDone(true);
          keep(integration);
          const advice = "Give it to your receiver, beside the previous one if that signs too.";
          show({ name: "Signing secret", value: secret, advice });
        },
      },
    );
  };
  return (
    <>
      <Modal opened={!isDone} onClose={onClose} title="Rotate the signing secret" centered>
        <Stack>
          {hasGrace && (
            <Alert color="yellow" title="A grace period is running">
              Rotating now ends it at once: the previous secret stops signing, and the one that is new now
              becomes the previous.
            </Alert>
          )}
          <Radio.Group
            label="How long shall the current secret sign too?"
            value={chosen}
            onChange={setChosen}
          >
            <Stack gap="xs" mt="xs">
              {choices.map(({ value, label, description }) => (
                <Radio key={value} value={value} label={label} description={description} />
              ))}
            </Stack>
          </Radio.Group>
          {error !== null && <ProblemAlert error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              Not now
            </Button>
            <Button onClick={() => void rotate().catch(notifyFailure)} loading={isPending}>
              Rotate
            </Button>
          </Group>
        </Stack>
      </Modal>
      {modal}
    </>
  );
}
