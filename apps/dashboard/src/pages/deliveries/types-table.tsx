import { Table, Text, Title } from "@mantine/core";
import type { Schemas } from "../../api/client.ts";
import { RowLink } from "../../components/row-link.tsx";
import { durationInWords } from "./words.ts";

type TypeStats = Schemas["DeliveryTypeStats"];

/** What {@link TypesTable} shows. */
export interface TypesTableProps {
  /** The most frequent first. */
  types: readonly TypeStats[];
  range: Schemas["DeliveryStats"]["range"];
}

/** Each type of event with how its deliveries go; its name leads to them. */
export function TypesTable({ types, range }: TypesTableProps) {
  return (
    <section aria-label="By event type">
      <Title order={3} size="h5" mb="xs">
        By event type
      </Title>
      <Table aria-label="Deliveries by event type">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Event type</Table.Th>
            <Table.Th ta="right">Deliveries</Table.Th>
            <Table.Th ta="right">Success</Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              Failed
            </Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              Dead letters
            </Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              Median
            </Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              95 of 100
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {types.map((stats) => (
            <TypeRow key={stats.type} stats={stats} range={range} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function TypeRow({ stats, range }: { stats: TypeStats; range: TypesTableProps["range"] }) {
  const { type, total, delivered, failed, dead_letter: dead } = stats;
  const judged = delivered + failed + dead;
  return (
    <Table.Tr>
      <Table.Td className="break-anywhere">
        <RowLink
          from="/channels/custom/deliveries"
          to="/channels/custom/deliveries"
          search={{ type, period: range }}
        >
          {/* On a phone it breaks after the dot. */}
          {type.split(".").flatMap((part, n) => (n === 0 ? [part] : [".", <wbr key={n} />, part]))}
        </RowLink>
      </Table.Td>
      <Table.Td ta="right">{total.toLocaleString()}</Table.Td>
      <Table.Td ta="right">
        <Text span size="sm" fw={judged > delivered ? 700 : 400}>
          {judged === 0 ? "–" : `${((delivered / judged) * 100).toFixed(1)} %`}
        </Text>
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {failed.toLocaleString()}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {dead.toLocaleString()}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {inWords(stats.latency_p50_ms)}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {inWords(stats.latency_p95_ms)}
      </Table.Td>
    </Table.Tr>
  );
}

const inWords = (ms: number | null) => (ms === null ? "–" : durationInWords(ms));
