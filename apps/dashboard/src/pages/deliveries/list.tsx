import { Affix, Button, Center, Group, Loader, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useSession } from "../../session/session.ts";
import { DeliveryTable } from "./delivery-table.tsx";
import type { Change } from "./filters.tsx";
import { type DeliveriesSearch, listQuery } from "./search.ts";
import { type Connection, useChanges } from "./use-changes.ts";
import { useDeliveryPage } from "./use-delivery-page.ts";

const NoDeliveries = lazy(() => import("./no-deliveries.tsx"));

/** What else shows what becomes of deliveries. */
const ALSO_CHANGED: ReadonlySet<unknown> = new Set(["/deliveries/{id}", "/recovery", "/delivery_failures"]);

/** A page of the list, kept up to date while it is read. */
export function DeliveryList({ search, onChange }: { search: DeliveriesSearch; onChange: Change }) {
  const { delivery: _open, view: _view, ...asked } = search;
  const key = JSON.stringify(asked);
  // By its content, so that a period begins where it did while its page is read.
  const query = useMemo(() => listQuery(asked, Date.now()), [key]);
  const { page, error, isPending, waiting, look, reload } = useDeliveryPage(query);
  const { preferences } = useSession();
  const queryClient = useQueryClient();
  const connection = useChanges(String(preferences.show_test_data), () => {
    void look();
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => ALSO_CHANGED.has(queryKey[1]) });
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void reload()} />;
  if (isPending || page === undefined) {
    return (
      <Center mih={200}>
        <Loader aria-label="Loading the deliveries" />
      </Center>
    );
  }
  const showNew = () => {
    window.scrollTo({ top: 0 });
    void reload();
  };
  return (
    <>
      {waiting > 0 && search.after === undefined && (
        <Affix position={{ top: 72, left: "50%" }} style={{ transform: "translateX(-50%)" }}>
          <Button radius="xl" size="xs" onClick={showNew}>
            {page.data.length > 0 && waiting >= query.limit ? `${waiting}+ new` : `${waiting} new`}
          </Button>
        </Affix>
      )}
      {page.data.length > 0 ? (
        <DeliveryTable deliveries={page.data} />
      ) : (
        <Suspense>
          <NoDeliveries search={search} hasOlder={page.next_cursor !== null} />
        </Suspense>
      )}
      <Group justify="space-between" mt="md">
        <ConnectionNote connection={connection} />
        <Group gap="xs">
          {search.after !== undefined && (
            <Button variant="default" onClick={() => onChange({ after: "" })}>
              Newest
            </Button>
          )}
          {page.next_cursor !== null && (
            <Button variant="default" onClick={() => onChange({ after: page.next_cursor ?? "" })}>
              Older
            </Button>
          )}
        </Group>
      </Group>
    </>
  );
}

function ConnectionNote({ connection }: { connection: Connection }) {
  return (
    <Text size="sm" c="dimmed" role="status">
      {connection === "live"
        ? "Live: new deliveries show up by themselves."
        : "Looking for new deliveries every 5 seconds."}
    </Text>
  );
}
