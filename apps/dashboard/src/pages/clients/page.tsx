import { Group } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { cursorPages } from "../../api/cursor-pages.ts";
import { moveThroughRows } from "../../components/arrow-keys.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PagedList } from "../../components/paged-list.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { ClientDrawer } from "./client-drawer.tsx";
import { ClientTable } from "./client-table.tsx";
import { type ClientsSearch, clientsSearch } from "./search.ts";

/** The dealer's clients: a list with search, and one of them in a drawer. Both are in the URL. */
export function ClientsPage() {
  const search = useSearch({ from: "/signed-in/clients" });
  const navigate = useNavigate({ from: "/clients" });
  /** Changes what the URL says; an empty text takes it out. */
  const change = (next: ClientsSearch) =>
    void navigate({ search: (now) => clientsSearch({ ...now, ...next }), replace: true, resetScroll: false });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys lead through links, which are interactive themselves.
    <div onKeyDown={moveThroughRows}>
      <PageHeader title="Clients" />
      <Group mb="md">
        <SearchField
          label="Search by name, e-mail, phone or external id"
          value={search.q ?? ""}
          onSearch={(q) => change({ q })}
        />
      </Group>
      <ClientList q={search.q} />
      <ClientDrawer id={search.client} onClose={() => change({ client: "" })} />
    </div>
  );
}

function ClientList({ q }: { q: string | undefined }) {
  const query = q === undefined ? {} : { q };
  const list = api.useInfiniteQuery(
    "get",
    "/clients",
    { params: { query } },
    { ...cursorPages, placeholderData: (previous) => previous },
  );
  return (
    <PagedList query={list} name="the clients" empty={<NoClients q={q} />}>
      {(clients) => <ClientTable clients={clients} />}
    </PagedList>
  );
}

function NoClients({ q }: { q: string | undefined }) {
  return q === undefined ? (
    <EmptyState title="No clients yet">
      Clients appear here when your shop reports them through the API, or an order brings one along.
    </EmptyState>
  ) : (
    <EmptyState title="No client matches">
      Nobody has “{q}” in the name, e-mail address, phone number or external id. Try a shorter text.
    </EmptyState>
  );
}
