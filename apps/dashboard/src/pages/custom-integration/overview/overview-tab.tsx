import { EmptyState } from "../../../components/empty-state.tsx";

/** Not built yet: holds the place of the tab. */
export function OverviewTab() {
  return <EmptyState title="This page is not here yet">It will be here soon.</EmptyState>;
}
