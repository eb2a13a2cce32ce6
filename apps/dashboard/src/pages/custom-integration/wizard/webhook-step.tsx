import { Alert, Stack, Text } from "@mantine/core";
import type { Integration } from "../integration.ts";
import { WebhookForm } from "../webhook-form.tsx";

/** The second step: where events are sent, and the secret that they are signed with. */
export function WebhookStep({ integration }: { integration: Integration }) {
  return (
    <Stack>
      <Text>
        We send a signed POST to your receiver for each event. To try it out, any address that answers 200
        will do.
      </Text>
      <WebhookForm integration={integration} />
      {integration.webhook.has_secret && (
        <Alert color="teal" title="You have a signing secret">
          It was shown once. If it is lost, rotate it in the settings.
        </Alert>
      )}
    </Stack>
  );
}
