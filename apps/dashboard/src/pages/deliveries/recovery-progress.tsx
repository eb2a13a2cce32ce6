import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { notifyFailure } from "../../components/notify.tsx";

const LOOK_MS = 1_000;
/** For so long what a recovery came to is shown. */
const RECENT_MS = 10 * 60_000;

/** How far the running recovery has come, or what the latest came to. Nothing if there was none lately. */
export default function RecoveryProgress() {
  const { data } = api.useQuery("get", "/recovery", undefined, {
    refetchInterval: ({ state }) => (state.data?.recovery?.status === "running" ? LOOK_MS : false),
  });
  const [dismissed, setDismissed] = useState("");
  const recovery = data?.recovery;
  if (recovery == null || recovery.id === dismissed) return null;
  if (recovery.status === "running") return <Running recovery={recovery} />;
  if (Date.now() - Date.parse(recovery.ended_at ?? recovery.created_at) > RECENT_MS) return null;
  const words = recovery.status === "completed" ? "The recovery is complete" : "The recovery was cancelled";
  const what =
    recovery.kind === "failed" ? "deliveries were made due" : "events were sent for the first time";
  return (
    <Alert
      color="blue"
      role="status"
      title={words}
      mb="md"
      withCloseButton
      closeButtonLabel="Close"
      onClose={() => setDismissed(recovery.id)}
    >
      {recovery.redelivered.toLocaleString()} of {recovery.total.toLocaleString()} {what}.
    </Alert>
  );
}

function Running({ recovery }: { recovery: Schemas["Recovery"] }) {
  const queryClient = useQueryClient();
  const { mutate, isPending } = api.useMutation("delete", "/recovery", {
    onSuccess: (state) => queryClient.setQueryData(api.queryOptions("get", "/recovery").queryKey, state),
    onError: notifyFailure,
  });
  const { redelivered, total, kind } = recovery;
  const progress = `${redelivered.toLocaleString()} of ${total.toLocaleString()} ${kind === "failed" ? "redelivered" : "sent"}`;
  return (
    <Alert color="blue" title="A recovery is running" mb="md">
      <Stack gap="xs">
        <Progress value={total === 0 ? 0 : (redelivered / total) * 100} aria-label={progress} />
        <Group justify="space-between">
          <Text size="sm">
            {progress}, at most {recovery.rate_per_second} a second
          </Text>
          <Button size="xs" variant="default" loading={isPending} onClick={() => mutate({})}>
            Cancel the recovery
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
