import { Alert, Anchor, Button, Code, Group, Loader, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";

const LOOK_MS = 500;

const nothing = () => {};

/** What kinds of failure mean, for who has set the receiver up. */
const CAUSES: Readonly<Record<string, string>> = {
  timeout: "Your receiver did not answer within 10 seconds.",
  dns: "The host name of the webhook URL was not found.",
  connection_refused: "Nothing listens at the webhook URL.",
  tls: "The TLS certificate of your receiver is not valid.",
  blocked_address: "The webhook URL leads to an address that is not public.",
};

/** What is told of test events. */
export interface PingPanelProps {
  /** Whether one can be sent, and if not why. */
  hindrance: string | null;
  /** One has arrived. */
  onDelivered?: () => void;
}

/** Sends a test event, and shows what becomes of it. */
export function PingPanel({ hindrance, onDelivered }: PingPanelProps) {
  const [id, setId] = useState<string | null>(null);
  const { mutate, isPending, error } = api.useMutation("post", "/integration/ping");
  const send = () =>
    mutate({}, { onSuccess: ({ delivery_id }) => setId(delivery_id), onError: () => setId(null) });
  return (
    <Stack gap="sm">
      <Group>
        <Button variant="default" onClick={send} loading={isPending} disabled={hindrance !== null}>
          Send test event
        </Button>
        {hindrance !== null && <Text size="sm">{hindrance}</Text>}
      </Group>
      {error !== null && <ProblemAlert error={error} />}
      {id !== null && <PingResult key={id} id={id} onDelivered={onDelivered ?? nothing} />}
    </Stack>
  );
}

function PingResult({ id, onDelivered }: { id: string; onDelivered: () => void }) {
  const { data, error } = useQuery({
    ...api.queryOptions("get", "/integration/ping/{id}", { params: { path: { id } } }),
    refetchInterval: ({ state }) => (state.data?.status === "delivered" ? false : LOOK_MS),
  });
  const isDelivered = data?.status === "delivered";
  useEffect(() => {
    if (isDelivered) onDelivered();
  }, [isDelivered, onDelivered]);
  if (error !== null) return <ProblemAlert error={error} />;
  const attempt = data?.attempts.at(-1);
  return (
    <div aria-live="polite">
      {data === undefined || attempt === undefined ? (
        <Group gap="xs">
          <Loader size="sm" aria-hidden />
          <Text size="sm">On its way…</Text>
        </Group>
      ) : (
        <PingOutcome delivery={data} attempt={attempt} />
      )}
    </div>
  );
}

function PingOutcome({
  delivery,
  attempt,
}: {
  delivery: Schemas["WebhookDelivery"];
  attempt: Schemas["WebhookDeliveryAttempt"];
}) {
  const isDone = delivery.status === "delivered";
  const answer =
    attempt.response_status === null
      ? (CAUSES[attempt.error ?? ""] ?? "No answer came.")
      : `Your receiver answered ${attempt.response_status} after ${attempt.duration_ms} ms.`;
  return (
    <Alert
      color={isDone ? "teal" : "orange"}
      title={isDone ? "Delivered" : "Not delivered yet"}
      icon={null}
      styles={{ body: { minWidth: 0 } }}
    >
      <Stack gap="xs" align="flex-start">
        <StatusBadge status={delivery.status} />
        <Text size="sm">
          {answer}
          {!isDone && " It has to be a 2xx within 10 seconds. Correct it, then send another test event."}
        </Text>
        {attempt.response_body_preview !== "" && (
          <Code block className="break-anywhere" w="100%">
            {attempt.response_body_preview}
          </Code>
        )}
        {isDone && (
          <Text size="sm">
            Check that your receiver has verified the signature too.{" "}
            <Anchor component={Link} to="/channels/custom/docs" inherit c="inherit" underline="always">
              See how.
            </Anchor>
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
