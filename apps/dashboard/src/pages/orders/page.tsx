import { Button, Group, NativeSelect } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy } from "react";
import { api } from "../../api/client.ts";
import { cursorPages } from "../../api/cursor-pages.ts";
import { moveThroughRows } from "../../components/arrow-keys.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PagedList } from "../../components/paged-list.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { WhenWanted } from "../../components/when-wanted.tsx";
import { OrderTable } from "./order-table.tsx";
import { type OrdersSearch, ordersSearch } from "./search.ts";

const OrderDrawer = lazy(() => import("./order-drawer.tsx"));

const STATUSES = [
  { value: "", label: "All statuses" },
  { value: "pending", label: "Pending" },
  { value: "fulfilled", label: "Fulfilled" },
  { value: "cancelled", label: "Cancelled" },
];

/** The orders: a list with search, and one of them, or a new one, in a drawer. All are in the URL. */
export function OrdersPage() {
  const search = useSearch({ from: "/signed-in/orders" });
  const navigate = useNavigate({ from: "/orders" });
  /** Changes what the URL says; an empty text takes it out. */
  const change = (next: Readonly<Record<string, string>>) =>
    void navigate({ search: (now) => ordersSearch({ ...now, ...next }), replace: true, resetScroll: false });
  const add = () => change({ order: "new" });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys lead through links, which are interactive themselves.
    <div onKeyDown={moveThroughRows}>
      <PageHeader title="Orders">
        <Button onClick={add}>Add order</Button>
      </PageHeader>
      <Group mb="md">
        <SearchField
          label="Search by number, buyer or SKU"
          value={search.q ?? ""}
          onSearch={(q) => change({ q })}
        />
        <NativeSelect
          aria-label="Status"
          data={STATUSES}
          value={search.status ?? ""}
          onChange={({ currentTarget }) => change({ status: currentTarget.value })}
        />
      </Group>
      <OrderList search={search} onAdd={add} />
      <WhenWanted wanted={search.order !== undefined}>
        <OrderDrawer
          id={search.order}
          onClose={() => change({ order: "" })}
          onOpen={(order) => change({ order })}
        />
      </WhenWanted>
    </div>
  );
}

function OrderList({ search, onAdd }: { search: OrdersSearch; onAdd: () => void }) {
  const { order: _order, ...query } = search;
  const list = api.useInfiniteQuery(
    "get",
    "/orders",
    { params: { query } },
    { ...cursorPages, placeholderData: (previous) => previous },
  );
  return (
    <PagedList
      query={list}
      name="the orders"
      empty={<NoOrders isFiltered={Object.keys(query).length > 0} onAdd={onAdd} />}
    >
      {(orders) => <OrderTable orders={orders} />}
    </PagedList>
  );
}

function NoOrders({ isFiltered, onAdd }: { isFiltered: boolean; onAdd: () => void }) {
  return isFiltered ? (
    <EmptyState title="No order matches">
      No order has this in its number, buyer or SKUs and is in this state. Try a shorter text, or all
      statuses.
    </EmptyState>
  ) : (
    <EmptyState title="No orders yet" action={<Button onClick={onAdd}>Add an order by hand</Button>}>
      Orders appear here when your shop reports them through the API. One that came by phone or in the shop
      can be added by hand.
    </EmptyState>
  );
}
