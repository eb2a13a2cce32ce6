import { Button } from "@mantine/core";
import { EmptyState } from "../../components/empty-state.tsx";
import { useSession } from "../../session/session.ts";
import { useShowTestData } from "../../session/show-test-data.ts";
import { type DeliveriesSearch, isFiltered } from "./search.ts";

/** What {@link NoDeliveries} goes by. */
export interface NoDeliveriesProps {
  search: DeliveriesSearch;
  /** There are deliveries that were not looked at. */
  hasOlder: boolean;
}

/** Says why the list is empty, and what to do next. */
export default function NoDeliveries({ search, hasOlder }: NoDeliveriesProps) {
  const { integration, preferences } = useSession();
  const { setShown } = useShowTestData();
  if (hasOlder) {
    return (
      <EmptyState title="No match so far">
        5,000 deliveries were looked at. “Older” looks at those before them.
      </EmptyState>
    );
  }
  if (isFiltered(search) || search.after !== undefined) {
    return (
      <EmptyState title="No delivery matches">
        Nothing of the last 30 days fits all filters. Take one out
        {preferences.show_test_data ? "" : ", or show test data in the menu of your account"}.
      </EmptyState>
    );
  }
  if (integration.is_test_mode && !preferences.show_test_data) {
    return (
      <EmptyState
        title="Test deliveries are hidden"
        action={<Button onClick={() => setShown(true)}>Show test data</Button>}
      >
        The integration is in test mode, and you do not have test data shown. Live deliveries appear here once
        it is live.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No deliveries yet">
      Each event that your webhook is subscribed to appears here the moment it happens. Send a test event to
      see one.
    </EmptyState>
  );
}
