import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { TestDelivery } from "../deliveries/test-delivery.tsx";

/** What is told of test events. */
export interface PingPanelProps {
  /** Why none can be sent; null where one can be. */
  hindrance: string | null;
}

/** Sends a test event in the integration's mode, and shows what becomes of it. */
export function PingPanel({ hindrance }: PingPanelProps) {
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
      {id !== null && (
        <TestDelivery key={id} id={id}>
          <Text size="sm" mt="xs">
            Check that your receiver has verified the signature too.{" "}
            <Anchor component={Link} to="/channels/custom/docs" inherit c="inherit" underline="always">
              See how.
            </Anchor>
          </Text>
        </TestDelivery>
      )}
    </Stack>
  );
}
