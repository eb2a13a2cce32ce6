import { Stack, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { Confirm } from "./confirm.tsx";
import { type Integration, useIntegrationChange } from "./integration.ts";

/** Whether the integration is on. Switching it on is done at once; switching it off is asked about. */
export function EnabledSwitch({ integration }: { integration: Integration }) {
  const { change } = useIntegrationChange();
  const [isAsking, setAsking] = useState(false);
  const { is_enabled: isEnabled } = integration;
  return (
    <>
      <Switch
        label="Integration enabled"
        description={
          isEnabled
            ? "The API answers, and events are sent to the webhook URL."
            : "The API answers /me only. Events are kept: their deliveries wait, and go out when you enable it."
        }
        checked={isEnabled}
        onChange={() => (isEnabled ? setAsking(true) : change({ is_enabled: true }))}
      />
      <Confirm
        opened={isAsking}
        title="Disable the integration?"
        confirm="Disable"
        danger
        onConfirm={() => {
          setAsking(false);
          change({ is_enabled: false });
        }}
        onClose={() => setAsking(false)}
      >
        <Stack gap="xs">
          <Text>Your shop's requests are refused with 403, except for /me.</Text>
          <Text>
            No event is lost: they are recorded on, their deliveries wait, and go out when you enable it
            again.
          </Text>
        </Stack>
      </Confirm>
    </>
  );
}

/** Test mode or live. Both ways are asked about: others notice. */
export function TestModeSwitch({ integration }: { integration: Integration }) {
  const { change } = useIntegrationChange();
  const [isAsking, setAsking] = useState(false);
  const { is_test_mode: isTestMode } = integration;
  return (
    <>
      <Switch
        label="Test mode"
        description={
          isTestMode
            ? "What your shop creates is marked as a test and hidden from your dashboard, and events say livemode: false."
            : "What your shop creates is real. A test key still acts in test mode."
        }
        checked={isTestMode}
        onChange={() => setAsking(true)}
      />
      <Confirm
        opened={isAsking}
        title={isTestMode ? "Go live?" : "Go back to test mode?"}
        confirm={isTestMode ? "Go live" : "Go to test mode"}
        onConfirm={() => {
          setAsking(false);
          change({ is_test_mode: !isTestMode });
        }}
        onClose={() => setAsking(false)}
      >
        {isTestMode
          ? "From the next request on, orders and clients that your shop reports with the API key are real. What was made in test mode stays a test for good."
          : "From the next request on, orders and clients that your shop reports are tests, and hidden from your dashboard. What is real stays real."}
      </Confirm>
    </>
  );
}
