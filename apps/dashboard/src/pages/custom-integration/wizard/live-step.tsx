import { Button, Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { notifyDone } from "../../../components/notify.tsx";
import { type Integration, useIntegrationChange } from "../integration.ts";

/** The last step: real from now on, or not yet. Either ends the set-up. */
export function LiveStep({ integration }: { integration: Integration }) {
  const { change, isPending } = useIntegrationChange();
  const isVerified = integration.webhook.last_success_at !== null;
  return (
    <Stack>
      <Text>
        {isVerified
          ? "Your receiver has answered. Have you checked that it verifies signatures? Then you are ready."
          : "No delivery has reached your receiver yet. You can go back and send a test event first."}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Card withBorder component="section" aria-label="Go live">
          <Stack h="100%" justify="space-between">
            <div>
              <Title order={3} size="h5">
                Go live
              </Title>
              <Text size="sm">
                Orders and clients that your shop reports are real from the next request on.
              </Text>
            </div>
            <Button
              loading={isPending}
              onClick={() =>
                change({ is_test_mode: false, is_set_up: true }, () => notifyDone("You are live."))
              }
            >
              Go live
            </Button>
          </Stack>
        </Card>
        <Card withBorder component="section" aria-label="Stay in test mode">
          <Stack h="100%" justify="space-between">
            <div>
              <Title order={3} size="h5">
                Stay in test mode
              </Title>
              <Text size="sm">Test on, and go live in the settings whenever you are ready.</Text>
            </div>
            <Button
              variant="default"
              loading={isPending}
              onClick={() => change({ is_test_mode: true, is_set_up: true })}
            >
              Stay in test mode
            </Button>
          </Stack>
        </Card>
      </SimpleGrid>
    </Stack>
  );
}
