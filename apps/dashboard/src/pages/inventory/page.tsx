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
import { ItemTable } from "./item-table.tsx";
import { type InventorySearch, inventorySearch } from "./search.ts";

const ItemDrawer = lazy(() => import("./item-drawer.tsx"));

const STATUSES = [
  { value: "", label: "Active and sold" },
  { value: "active", label: "Active" },
  { value: "sold", label: "Sold" },
];
const CHANNELS = [
  { value: "", label: "On and off the channel" },
  { value: "on", label: "On the channel" },
  { value: "off", label: "Off the channel" },
];

/** The dealer's watches: a list with search and filters, and one of them, or a new one, in a drawer. All are in the URL. */
export function InventoryPage() {
  const search = useSearch({ from: "/signed-in/inventory" });
  const navigate = useNavigate({ from: "/inventory" });
  /** Changes what the URL says; an empty text takes it out. */
  const change = (next: Readonly<Record<string, string>>) =>
    void navigate({
      search: (now) => inventorySearch({ ...now, ...next }),
      replace: true,
      resetScroll: false,
    });
  const add = () => change({ item: "new" });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys lead through links, which are interactive themselves.
    <div onKeyDown={moveThroughRows}>
      <PageHeader title="Inventory">
        <Button onClick={add}>Add watch</Button>
      </PageHeader>
      <Group mb="md">
        <SearchField
          label="Search by brand, model or reference"
          value={search.q ?? ""}
          onSearch={(q) => change({ q })}
        />
        <NativeSelect
          aria-label="Status"
          data={STATUSES}
          value={search.status ?? ""}
          onChange={({ currentTarget }) => change({ status: currentTarget.value })}
        />
        <NativeSelect
          aria-label="Channel"
          data={CHANNELS}
          value={search.channel ?? ""}
          onChange={({ currentTarget }) => change({ channel: currentTarget.value })}
        />
      </Group>
      <ItemList search={search} onAdd={add} />
      <WhenWanted wanted={search.item !== undefined}>
        <ItemDrawer id={search.item} onClose={() => change({ item: "" })} />
      </WhenWanted>
    </div>
  );
}

function ItemList({ search, onAdd }: { search: InventorySearch; onAdd: () => void }) {
  const { item: _item, ...query } = search;
  const list = api.useInfiniteQuery(
    "get",
    "/inventory",
    { params: { query } },
    { ...cursorPages, placeholderData: (previous) => previous },
  );
  return (
    <PagedList
      query={list}
      name="the inventory"
      empty={<NoItems isFiltered={Object.keys(query).length > 0} onAdd={onAdd} />}
    >
      {(items) => <ItemTable items={items} />}
    </PagedList>
  );
}

function NoItems({ isFiltered, onAdd }: { isFiltered: boolean; onAdd: () => void }) {
  return isFiltered ? (
    <EmptyState title="No watch matches">
      No watch has this in its brand, model or reference and is in this state. Try a shorter text, or other
      filters.
    </EmptyState>
  ) : (
    <EmptyState title="No watches yet" action={<Button onClick={onAdd}>Add your first watch</Button>}>
      Add a watch, then switch it on in the Channels column: your own systems hear of it at once.
    </EmptyState>
  );
}
