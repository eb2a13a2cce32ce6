import { Group, Table, Text } from "@mantine/core";
import type { Schemas } from "../../api/client.ts";
import { Moment } from "../../components/moment.tsx";
import { RowLink } from "../../components/row-link.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";

type Client = Schemas["Customer"];

/** The clients as a table; on a phone only who they are, and their address. */
export function ClientTable({ clients }: { clients: readonly Client[] }) {
  return (
    <Table highlightOnHover aria-label="Clients">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th visibleFrom="sm">E-mail</Table.Th>
          <Table.Th visibleFrom="md">Phone</Table.Th>
          <Table.Th visibleFrom="md">External id</Table.Th>
          <Table.Th visibleFrom="sm">Last change</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {clients.map((client) => (
          <ClientRow key={client.id} client={client} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ClientRow({ client }: { client: Client }) {
  return (
    <Table.Tr>
      <Table.Td className="break-anywhere">
        <Group gap="xs">
          <RowLink from="/clients" to="/clients" search={(now) => ({ ...now, client: client.id })}>
            {client.name ?? client.email ?? client.external_id ?? "Without a name"}
          </RowLink>
          {client.is_test && <StatusBadge status="test" />}
        </Group>
        <Text size="sm" hiddenFrom="sm">
          {client.email}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm" className="break-anywhere">
        {client.email}
      </Table.Td>
      <Table.Td visibleFrom="md">{client.phone}</Table.Td>
      <Table.Td visibleFrom="md" className="break-anywhere">
        {client.external_id}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Moment at={client.updated_at} />
      </Table.Td>
    </Table.Tr>
  );
}
