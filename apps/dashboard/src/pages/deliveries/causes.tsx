import {
  Alert,
  Button,
  Center,
  Group,
  Loader,
  SegmentedControl,
  Stack,
  Table,
  Text,
  VisuallyHidden,
} from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { Moment } from "../../components/moment.tsx";
import { notifyFailure } from "../../components/notify.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { RowLink } from "../../components/row-link.tsx";
import { useSession } from "../../session/session.ts";
import { RangeControl } from "./range-control.tsx";
import { failedSelection, type Period } from "./search.ts";
import { outcomeInWords } from "./words.ts";

const RetryAllDialog = lazy(() => import("./retry-all-dialog.tsx"));

const LOOK_MS = 15_000;
type Range = Extract<Period, "24h" | "7d">;
type Cause = Schemas["DeliveryFailureCause"];

/** What fails now, grouped by cause: what is open, and what somebody has dealt with. */
export default function Causes() {
  const [range, setRange] = useState<Range>("24h");
  const [shown, setShown] = useState<"open" | "resolved">("open");
  const { data, error, refetch } = api.useQuery(
    "get",
    "/delivery_failures",
    { params: { query: { range } } },
    { refetchInterval: LOOK_MS },
  );
  const open = data?.causes.filter(({ resolved_at: at }) => at === null) ?? [];
  const resolved = data?.causes.filter(({ resolved_at: at }) => at !== null) ?? [];
  return (
    <Stack>
      <Group>
        <RangeControl range={range} onChange={setRange} />
        <SegmentedControl
          aria-label="Which causes"
          value={shown}
          onChange={(value) => setShown(value === "open" ? "open" : "resolved")}
          data={[
            { value: "open", label: `Open (${open.length})` },
            { value: "resolved", label: `Resolved (${resolved.length})` },
          ]}
        />
      </Group>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Center mih={200}>
          <Loader aria-label="Loading the failures" />
        </Center>
      )}
      {data?.is_complete === false && (
        <Alert color="blue">There are many failures: the newest 5,000 are counted.</Alert>
      )}
      {data !== undefined && (
        <CauseList causes={shown === "open" ? open : resolved} isOpen={shown === "open"} range={range} />
      )}
    </Stack>
  );
}

function CauseList({ causes, isOpen, range }: { causes: readonly Cause[]; isOpen: boolean; range: Range }) {
  if (causes.length === 0) {
    return isOpen ? (
      <EmptyState title="Nothing fails">
        No delivery of this time is failed or a dead letter now, but for what is resolved.
      </EmptyState>
    ) : (
      <EmptyState title="Nothing is resolved">
        Resolve a cause once it is dealt with. It opens again by itself when a delivery fails for it later.
      </EmptyState>
    );
  }
  return (
    <Table aria-label="Failures by cause" verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Cause</Table.Th>
          <Table.Th visibleFrom="sm" w={180}>
            Deliveries
          </Table.Th>
          <Table.Th visibleFrom="md" w={190}>
            Newest
          </Table.Th>
          <Table.Th visibleFrom="sm" w={230}>
            <VisuallyHidden>Actions</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {causes.map((cause) => (
          <CauseRow key={cause.outcome} cause={cause} range={range} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function CauseRow({ cause, range }: { cause: Cause; range: Range }) {
  const counts = (
    <>
      {cause.failed > 0 && <Text size="sm">{cause.failed.toLocaleString()} will be retried</Text>}
      {cause.dead_letter > 0 && <Text size="sm">{cause.dead_letter.toLocaleString()} given up</Text>}
    </>
  );
  return (
    <Table.Tr>
      <Table.Td>
        <RowLink
          from="/channels/custom/deliveries"
          to="/channels/custom/deliveries"
          search={{ outcome: cause.outcome, period: range }}
        >
          {outcomeInWords(cause)}
        </RowLink>
        <Stack gap="xs" mt="xs" hiddenFrom="sm">
          <div>{counts}</div>
          <CauseActions cause={cause} range={range} />
        </Stack>
      </Table.Td>
      <Table.Td visibleFrom="sm">{counts}</Table.Td>
      <Table.Td visibleFrom="md">
        <Moment at={cause.newest_at} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <CauseActions cause={cause} range={range} />
      </Table.Td>
    </Table.Tr>
  );
}

function CauseActions({ cause, range }: { cause: Cause; range: Range }) {
  const { outcome, resolved_at: resolvedAt } = cause;
  const { preferences } = useSession();
  const queryClient = useQueryClient();
  const [selection, setSelection] = useState<Schemas["FailedSelection"] | null>(null);
  const { mutate, isPending } = api.useMutation("put", "/delivery_failures/resolution", {
    onSuccess: () =>
      queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/delivery_failures" }),
    onError: notifyFailure,
  });
  const mode = preferences.show_test_data ? "both" : "live";
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        size="xs"
        onClick={() => setSelection(failedSelection({ outcome, period: range }, mode, Date.now()))}
      >
        Retry all…
      </Button>
      <Button
        size="xs"
        variant="default"
        loading={isPending}
        onClick={() => mutate({ body: { outcome, resolved: resolvedAt === null } })}
      >
        {resolvedAt === null ? "Resolve" : "Open again"}
      </Button>
      {selection !== null && (
        <Suspense>
          <RetryAllDialog
            selection={selection}
            what={`One more attempt of what ended with: ${outcomeInWords(cause)}.`}
            onClose={() => setSelection(null)}
          />
        </Suspense>
      )}
    </Group>
  );
}
