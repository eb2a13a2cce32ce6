import { Stack, Text, Title } from "@mantine/core";
import { EnabledSwitch } from "../activation.tsx";
import { CodeSample } from "../code-sample.tsx";
import { hindranceOf } from "../hindrance.ts";
import type { Integration } from "../integration.ts";
import { PingPanel } from "../ping-panel.tsx";
import { verifierSample } from "../samples.ts";

/** The third step: on, in test mode, and a test event that arrives. */
export function ActivateStep({ integration }: { integration: Integration }) {
  return (
    <Stack>
      <Text>
        {integration.is_test_mode
          ? "The integration begins in test mode: nothing that you create while setting up gets among your real data."
          : "The integration is live already. A test event is harmless all the same."}
      </Text>
      <EnabledSwitch integration={integration} />
      <Title order={3} size="h5">
        Verify
      </Title>
      <Text size="sm">
        Send a signed test event to your receiver, and see what it answers. It is sent whatever you subscribe
        to.
      </Text>
      <PingPanel hindrance={hindranceOf(integration)} />
      <CodeSample name="Verify the signature in Node.js" code={verifierSample} />
    </Stack>
  );
}
