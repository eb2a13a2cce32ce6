import { Button, Center, Group, Loader, SegmentedControl } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { moveThroughRows } from "../../components/arrow-keys.ts";
import { type Change, Filters } from "./filters.tsx";
import { DeliveryList } from "./list.tsx";
import { type DeliveriesSearch, deliveriesSearch, isFiltered } from "./search.ts";

const Causes = lazy(() => import("./causes.tsx"));
const Charts = lazy(() => import("./charts.tsx"));
const DeliveryDrawer = lazy(() => import("./delivery-drawer.tsx"));
const RecoveryProgress = lazy(() => import("./recovery-progress.tsx"));
const RetryFiltered = lazy(() => import("./retry-filtered.tsx"));
const RecoverDialog = lazy(() => import("./recover-dialog.tsx"));
const TestEventDialog = lazy(() => import("./test-event-dialog.tsx"));

const VIEWS = [
  { value: "list", label: "All" },
  { value: "dead_letter", label: "Dead letters" },
  { value: "causes", label: "By cause" },
  { value: "charts", label: "Charts" },
];

/** What becomes of events: a live list with filters, one delivery in a drawer, and what can be done. All in the URL. */
export function DeliveriesPage() {
  const search = useSearch({ from: "/signed-in/channels/custom/deliveries" });
  const navigate = useNavigate({ from: "/channels/custom/deliveries" });
  const [dialog, setDialog] = useState<"recover" | "test" | null>(null);
  /** Changes what the URL says; an empty text takes it out. Another filter begins at the newest. */
  const change: Change = (next) =>
    void navigate({
      search: (now) => {
        const isElsewhere = !("delivery" in next || "after" in next);
        return deliveriesSearch({ ...now, ...(isElsewhere ? { after: "" } : {}), ...next });
      },
      // The way back leads through the pages of the list, and not through every letter of a search.
      replace: !("after" in next),
      resetScroll: "after" in next,
    });
  const close = () => setDialog(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys lead through links, which are interactive themselves.
    <div onKeyDown={moveThroughRows}>
      <Suspense>
        <RecoveryProgress />
      </Suspense>
      <Group justify="space-between" mb="md">
        <SegmentedControl
          aria-label="What is shown"
          value={viewOf(search)}
          onChange={(view) =>
            change(
              view === "list" || view === "dead_letter"
                ? { view: "", status: view === "list" ? "" : view }
                : { view, status: "" },
            )
          }
          data={VIEWS}
        />
        <Group gap="xs">
          <Button size="xs" onClick={() => setDialog("test")}>
            Send a test event
          </Button>
          <Button size="xs" variant="default" onClick={() => setDialog("recover")}>
            Recover…
          </Button>
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => <Link to="/channels/custom/signature" {...props} />}
          >
            Debug a signature
          </Button>
        </Group>
      </Group>
      <View search={search} onChange={change} />
      <Suspense>
        {search.delivery !== undefined && (
          <DeliveryDrawer
            id={search.delivery}
            onClose={() => change({ delivery: "" })}
            onOpen={(delivery) => change({ delivery })}
          />
        )}
        {dialog === "recover" && <RecoverDialog onClose={close} />}
        {dialog === "test" && <TestEventDialog onClose={close} />}
      </Suspense>
    </div>
  );
}

function View({ search, onChange }: { search: DeliveriesSearch; onChange: Change }) {
  if (search.view !== undefined) {
    const waiting = (
      <Center mih={660}>
        <Loader aria-label="Loading" />
      </Center>
    );
    return <Suspense fallback={waiting}>{search.view === "causes" ? <Causes /> : <Charts />}</Suspense>;
  }
  return (
    <>
      <Filters search={search} onChange={onChange} />
      {isFiltered(search) && (
        <Suspense>
          <RetryFiltered search={search} />
        </Suspense>
      )}
      <DeliveryList search={search} onChange={onChange} />
    </>
  );
}

function viewOf({ view, status }: DeliveriesSearch): string {
  if (view !== undefined) return view;
  return status === "dead_letter" ? "dead_letter" : "list";
}
