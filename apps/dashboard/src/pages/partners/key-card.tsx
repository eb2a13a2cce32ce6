import { Button, Card, Code, Group, Stack, Table, Text } from "@mantine/core";
import type { Schemas } from "../../api/client.ts";
import { Moment } from "../../components/moment.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import type { PartnerKey } from "./partner-section.tsx";

/** What each type of key is called. */
export const TYPE_NAMES: Readonly<Record<PartnerKey["type"], string>> = {
  branch: "Branch key",
  personal: "Personal key",
  public: "Public key",
};

/** A key, and the webhooks that are registered with it. */
export function KeyCard({ partnerKey, onRevoke }: { partnerKey: PartnerKey; onRevoke: () => void }) {
  const { type, prefix, user_email: email, created_at: created, last_used_at: used, webhooks } = partnerKey;
  return (
    <Card withBorder padding="sm" role="group" aria-label={`${TYPE_NAMES[type]} ${prefix}…`}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Stack gap={2}>
          <Group gap="xs">
            <Text fw={600}>{TYPE_NAMES[type]}</Text>
            <Code className="break-anywhere">{prefix}…</Code>
          </Group>
          {email !== null && (
            <Text size="sm" className="break-anywhere">
              For {email}
            </Text>
          )}
          <Text size="sm" c="dimmed">
            Created <Moment at={created} />,{" "}
            {used === null ? (
              "never used"
            ) : (
              <>
                last used <Moment at={used} />
              </>
            )}
          </Text>
        </Stack>
        <Button variant="default" onClick={onRevoke} aria-label={`Revoke ${prefix}…`}>
          Revoke
        </Button>
      </Group>
      {webhooks.length > 0 && <WebhookTable webhooks={webhooks} />}
    </Card>
  );
}

function WebhookTable({ webhooks }: { webhooks: readonly Schemas["PartnerWebhook"][] }) {
  return (
    <Table mt="sm" aria-label="Webhooks">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Webhook</Table.Th>
          <Table.Th miw={104}>State</Table.Th>
          <Table.Th visibleFrom="sm">Failures</Table.Th>
          <Table.Th visibleFrom="md">Registered</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {webhooks.map(({ id, url, events, isActive, failCount, createdAt }) => (
          <Table.Tr key={id}>
            <Table.Td className="break-anywhere">
              {url}
              <Text size="sm" c="dimmed">
                {events.join(", ")}
              </Text>
            </Table.Td>
            <Table.Td>
              <StatusBadge status={isActive ? "active" : "disabled"} />
            </Table.Td>
            <Table.Td visibleFrom="sm">{failCount}</Table.Td>
            <Table.Td visibleFrom="md">
              <Moment at={createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
