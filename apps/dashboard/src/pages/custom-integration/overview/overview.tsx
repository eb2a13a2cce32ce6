import { Anchor, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Facts } from "../../../components/facts.tsx";
import { Moment } from "../../../components/moment.tsx";
import { StatusBadge } from "../../../components/status-badge.tsx";
import { DOCS } from "../docs-links.ts";
import { hindranceOf } from "../hindrance.ts";
import { type Integration, statusOf } from "../integration.ts";
import { PingPanel } from "../ping-panel.tsx";
import { Section } from "../section.tsx";
import { HealthAlerts } from "./health-alerts.tsx";

/** Where counting what waits stops, on the server. */
const COUNT_LIMIT = 10_000;

const STATUS_WORDS = {
  disabled: "Switched off. The API answers /me only; events are kept, and their deliveries wait.",
  test_mode: "In test mode. What your shop creates is marked as a test.",
  live: "Live. What your shop creates is real.",
} as const;

/** How the integration is doing. */
export default function Overview({ integration }: { integration: Integration }) {
  const status = statusOf(integration);
  return (
    <Stack>
      <HealthAlerts integration={integration} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Section title="State" badge={<StatusBadge status={status} />}>
          <Text size="sm">{STATUS_WORDS[status]}</Text>
          <Facts facts={credentials(integration)} />
        </Section>
        <Section title="Deliveries">
          <Facts facts={deliveries(integration)} />
          <PingPanel hindrance={hindranceOf(integration)} />
        </Section>
      </SimpleGrid>
      <Section title="Where to go next">
        <Group component="nav" aria-label="Where to go next" gap="md">
          <Anchor component={Link} to="/channels/custom/settings">
            Change the settings
          </Anchor>
          <Anchor component={Link} to="/channels/custom/deliveries">
            See every delivery
          </Anchor>
          <Anchor component={Link} to="/inventory">
            Choose what your shop sells
          </Anchor>
          <Anchor component={Link} to="/channels/custom/docs">
            Samples and events
          </Anchor>
          <Anchor href={DOCS.home}>API documentation</Anchor>
        </Group>
      </Section>
    </Stack>
  );
}

function credentials({ api_keys: keys, webhook, api_version: version }: Integration) {
  return [
    ["API key", keys.main === null ? "None" : `${keys.main.prefix}…`],
    ["Test key", keys.test === null ? "None" : `${keys.test.prefix}…`],
    ["Webhook URL", webhook.url ?? "None"],
    ["Events", webhook.subscribed_events.join(", ")],
    ["API version", version.newer.length === 0 ? version.pinned : `${version.pinned} (there is a newer one)`],
  ] as const;
}

function deliveries({ webhook, queue }: Integration) {
  const moment = (at: string | null) => (at === null ? "Never" : <Moment at={at} />);
  return [
    ["Last success", moment(webhook.last_success_at)],
    ["Last failure", moment(webhook.last_failure_at)],
    ["Failures in a row", webhook.consecutive_failures.toLocaleString()],
    ["Going out now", inWords(queue.due)],
    ["Waiting for a retry", inWords(queue.retrying)],
    ["Held", inWords(queue.held)],
  ] as const;
}

function inWords(count: number): string {
  return count >= COUNT_LIMIT ? `${COUNT_LIMIT.toLocaleString()} or more` : count.toLocaleString();
}
