import { Group, Table, Text } from "@mantine/core";
import { Moment } from "../../components/moment.tsx";
import { RowLink } from "../../components/row-link.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { Countdown } from "./countdown.tsx";
import type { Delivery } from "./merge.ts";

/** A page of deliveries as a table; on a phone each in two lines. */
export function DeliveryTable({ deliveries }: { deliveries: readonly Delivery[] }) {
  return (
    <Table highlightOnHover aria-label="Deliveries" layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Event</Table.Th>
          <Table.Th visibleFrom="sm" w={170}>
            Status
          </Table.Th>
          <Table.Th visibleFrom="md" w={90}>
            Attempts
          </Table.Th>
          <Table.Th visibleFrom="lg">Next attempt</Table.Th>
          <Table.Th visibleFrom="sm" w={190}>
            Created
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { id, event_type: type, event_id: eventId, status, livemode } = delivery;
  return (
    <Table.Tr data-delivery={id}>
      <Table.Td>
        <Group gap="xs">
          <RowLink
            from="/channels/custom/deliveries"
            to="/channels/custom/deliveries"
            search={(now) => ({ ...now, delivery: id })}
            resetScroll={false}
          >
            {type}
          </RowLink>
          {!livemode && <StatusBadge status="test" />}
        </Group>
        <Text size="xs" c="dimmed" truncate>
          {eventId}
        </Text>
        <Group gap="xs" hiddenFrom="sm" mt={4}>
          <StatusBadge status={status} />
          <Text size="xs">
            <Moment at={delivery.created_at} />
          </Text>
        </Group>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <StatusBadge status={status} />
      </Table.Td>
      <Table.Td visibleFrom="md">{delivery.attempt_count}</Table.Td>
      <Table.Td visibleFrom="lg">
        <Text size="sm">{nextAttempt(delivery)}</Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Moment at={delivery.created_at} />
      </Table.Td>
    </Table.Tr>
  );
}

function nextAttempt({ status, next_attempt_at: at }: Delivery) {
  if (at !== null) return <Countdown at={at} />;
  // What waits without a time is held.
  return status === "pending" || status === "failed" ? "When the webhook is enabled again" : "–";
}
