import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";

/** Not built yet: holds the place of the page. */
export function OrdersPage() {
  return (
    <>
      <PageHeader title="Orders" />
      <EmptyState title="This page is not here yet">Your orders will be listed here.</EmptyState>
    </>
  );
}
