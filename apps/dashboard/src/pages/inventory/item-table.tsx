import { Stack, Table, Text } from "@mantine/core";
import { RowLink } from "../../components/row-link.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { ChannelSwitch } from "./channel-switch.tsx";
import type { Item } from "./put-item.ts";

/** The watches as a table; on a phone without columns that are in the drawer too. */
export function ItemTable({ items }: { items: readonly Item[] }) {
  return (
    <Table highlightOnHover aria-label="Inventory">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Watch</Table.Th>
          <Table.Th visibleFrom="md">Reference</Table.Th>
          <Table.Th visibleFrom="md">Year</Table.Th>
          <Table.Th visibleFrom="sm" ta="right">
            Price
          </Table.Th>
          <Table.Th visibleFrom="sm">Status</Table.Th>
          <Table.Th>Channels</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <ItemRow key={item.id} item={item} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ItemRow({ item }: { item: Item }) {
  const { brand, model, reference, year } = item.watch;
  return (
    <Table.Tr>
      <Table.Td className="break-anywhere">
        <RowLink from="/inventory" to="/inventory" search={(now) => ({ ...now, item: item.id })}>
          {brand} {model}
        </RowLink>
        <Stack gap={4} hiddenFrom="sm" align="flex-start">
          <Text size="sm">
            {reference === null ? "" : `${reference} · `}
            {item.price.amount_formatted}
          </Text>
          <StatusBadge status={item.status} />
        </Stack>
      </Table.Td>
      <Table.Td visibleFrom="md" className="break-anywhere">
        {reference}
      </Table.Td>
      <Table.Td visibleFrom="md">{year}</Table.Td>
      <Table.Td visibleFrom="sm" ta="right">
        {item.price.amount_formatted}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <StatusBadge status={item.status} />
      </Table.Td>
      <Table.Td>
        <ChannelSwitch item={item} />
      </Table.Td>
    </Table.Tr>
  );
}
