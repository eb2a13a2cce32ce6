import { Alert, Center, Loader, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { Moment } from "../../components/moment.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { RowLink } from "../../components/row-link.tsx";
import { outcomeInWords } from "./words.ts";

const LOOK_MS = 15_000;
type Range = "24h" | "7d";

/** What fails now, grouped by cause. */
export default function Causes() {
  const [range, setRange] = useState<Range>("24h");
  return (
    <Stack>
      <RangeControl range={range} onChange={setRange} />
      <CauseTable range={range} />
    </Stack>
  );
}

/** How far to look back. */
export function RangeControl({ range, onChange }: { range: Range; onChange: (range: Range) => void }) {
  return (
    <SegmentedControl
      aria-label="How far to look back"
      style={{ alignSelf: "flex-start" }}
      value={range}
      onChange={(value) => onChange(value === "7d" ? "7d" : "24h")}
      data={[
        { value: "24h", label: "24 hours" },
        { value: "7d", label: "7 days" },
      ]}
    />
  );
}

function CauseTable({ range }: { range: Range }) {
  const { data, error, refetch } = api.useQuery(
    "get",
    "/delivery_failures",
    { params: { query: { range } } },
    { refetchInterval: LOOK_MS },
  );
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <Center mih={200}>
        <Loader aria-label="Loading the failures" />
      </Center>
    );
  }
  if (data.causes.length === 0) {
    return (
      <EmptyState title="Nothing fails">No delivery of this time is failed or a dead letter now.</EmptyState>
    );
  }
  return (
    <>
      {!data.is_complete && (
        <Alert color="blue">There are many failures: the newest 5,000 are counted.</Alert>
      )}
      <Table aria-label="Failures by cause">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Cause</Table.Th>
            <Table.Th>Deliveries</Table.Th>
            <Table.Th visibleFrom="sm">Newest</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.causes.map((cause) => (
            <Table.Tr key={`${cause.error} ${cause.response_status}`}>
              <Table.Td>
                <RowLink
                  from="/channels/custom/deliveries"
                  to="/channels/custom/deliveries"
                  search={(now) => ({ ...now, delivery: cause.delivery_ids[0] ?? "" })}
                  resetScroll={false}
                >
                  {outcomeInWords(cause)}
                </RowLink>
              </Table.Td>
              <Table.Td>
                <Text size="sm">{cause.failed} will be retried</Text>
                <Text size="sm">{cause.dead_letter} given up</Text>
              </Table.Td>
              <Table.Td visibleFrom="sm">
                <Moment at={cause.newest_at} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
