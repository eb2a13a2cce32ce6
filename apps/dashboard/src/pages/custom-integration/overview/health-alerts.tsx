import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Moment } from "../../../components/moment.tsx";
import { notifyDone } from "../../../components/notify.tsx";
import { PageLink } from "../../../components/page-link.tsx";
import { useSession } from "../../../session/session.ts";
import { type Integration, useIntegrationChange } from "../integration.ts";

/** What needs the dealer's attention, the gravest first. */
export function HealthAlerts({ integration }: { integration: Integration }) {
  const { dealer } = useSession();
  const { webhook } = integration;
  return (
    <>
      {dealer.plan === "starter" && (
        <Alert color="red" title="Your plan does not include the Custom Integration">
          It needs the Business plan or higher. Upgrade, and it works with the key and settings that it has.
        </Alert>
      )}
      {webhook.disabled_at !== null && (
        <DisabledForFailing integration={integration} at={webhook.disabled_at} />
      )}
      {webhook.failing_since !== null && webhook.disables_at !== null && (
        <Failing webhook={webhook} since={webhook.failing_since} disablesAt={webhook.disables_at} />
      )}
      {!integration.is_enabled && dealer.plan !== "starter" && <SwitchedOff integration={integration} />}
    </>
  );
}

function DisabledForFailing({ integration, at }: { integration: Integration; at: string }) {
  const { change, isPending } = useIntegrationChange();
  const { webhook, queue } = integration;
  return (
    <Alert color="red" role="alert" title="Your webhook endpoint was disabled">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          On <Moment at={at} />, because no delivery has succeeded
          {webhook.failing_since !== null && (
            <>
              {" "}
              since <Moment at={webhook.failing_since} />
            </>
          )}
          : {webhook.consecutive_failures} failed in a row. Events are kept: {queue.held.toLocaleString()}{" "}
          deliveries wait, and go out when you enable it again.
        </Text>
        <Group>
          <Button
            loading={isPending}
            onClick={() =>
              change({ is_enabled: true }, () =>
                notifyDone("The endpoint is enabled. What waited goes out now."),
              )
            }
          >
            Re-enable
          </Button>
          <PageLink
            to="/channels/custom/deliveries"
            search={{ view: "causes" }}
            size="sm"
            c="inherit"
            underline="always"
          >
            See why, and recover what has failed
          </PageLink>
        </Group>
      </Stack>
    </Alert>
  );
}

interface FailingProps {
  webhook: Integration["webhook"];
  since: string;
  disablesAt: string;
}

function Failing({ webhook, since, disablesAt }: FailingProps) {
  const { consecutive_failures: failures, disables_after_failures: enough } = webhook;
  return (
    <Alert color="yellow" role="status" title="Deliveries are failing">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {failures} in a row since <Moment at={since} />. If none succeeds, your endpoint is disabled on{" "}
          <Moment at={disablesAt} />
          {failures < enough && `, or once ${enough} have failed`}: its deliveries wait then.
        </Text>
        <PageLink
          to="/channels/custom/deliveries"
          search={{ view: "causes" }}
          size="sm"
          c="inherit"
          underline="always"
        >
          See what your receiver answered
        </PageLink>
      </Stack>
    </Alert>
  );
}

function SwitchedOff({ integration }: { integration: Integration }) {
  const { change, isPending } = useIntegrationChange();
  const { held } = integration.queue;
  return (
    <Alert color="gray" role="status" title="The integration is switched off">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          Events are kept.{" "}
          {held === 0
            ? "No delivery waits at the moment."
            : `${held.toLocaleString()} deliveries wait, and go out when you enable it.`}
        </Text>
        <Button variant="default" loading={isPending} onClick={() => change({ is_enabled: true })}>
          Enable
        </Button>
      </Stack>
    </Alert>
  );
}
