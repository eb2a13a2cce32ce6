import { Group, Stack, Table, Text } from "@mantine/core";
import type { Schemas } from "../../api/client.ts";
import { Moment } from "../../components/moment.tsx";
import { RowLink } from "../../components/row-link.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { formatMoney } from "../../format/money.ts";
import { nameOf } from "../inventory/put-item.ts";

type Order = Schemas["DealerOrder"];

/** The orders as a table; on a phone without columns that are in the drawer too. */
export function OrderTable({ orders }: { orders: readonly Order[] }) {
  return (
    <Table highlightOnHover aria-label="Orders">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Order</Table.Th>
          <Table.Th visibleFrom="md">Watch</Table.Th>
          <Table.Th visibleFrom="sm" ta="right">
            Total
          </Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th visibleFrom="md">Received</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function OrderRow({ order }: { order: Order }) {
  const total = formatMoney(order.total_amount, order.currency);
  return (
    <Table.Tr>
      <Table.Td className="break-anywhere">
        <Group gap="xs">
          <RowLink from="/orders" to="/orders" search={(now) => ({ ...now, order: order.id })}>
            {order.buyer.name}
          </RowLink>
          {order.is_test && <StatusBadge status="test" />}
        </Group>
        <Text size="sm">{order.external_id ?? "Added by hand"}</Text>
        <Text size="sm" hiddenFrom="sm">
          {total}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md" className="break-anywhere">
        {order.listing === null ? order.line_items.map(({ sku }) => sku).join(", ") : nameOf(order.listing)}
      </Table.Td>
      <Table.Td visibleFrom="sm" ta="right">
        {total}
      </Table.Td>
      <Table.Td>
        <Stack gap={4} align="flex-start">
          <StatusBadge status={order.status} />
          {order.status === "pending" && (
            <Text size="sm">{order.listing === null ? "To be matched" : "Matched"}</Text>
          )}
        </Stack>
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Moment at={order.created_at} />
      </Table.Td>
    </Table.Tr>
  );
}
