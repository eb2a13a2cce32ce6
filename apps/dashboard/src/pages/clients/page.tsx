import { Button, Center, Group, Loader } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { cursorPages } from "../../api/cursor-pages.ts";
import { moveThroughRows } from "../../components/arrow-keys.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
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
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } =
    api.useInfiniteQuery(
      "get",
      "/clients",
      { params: { query } },
      { ...cursorPages, placeholderData: (previous) => previous },
    );
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (isPending) {
    return (
      <Center mih={200}>
        <Loader aria-label="Loading the clients" />
      </Center>
    );
  }
  const clients = data.pages.flatMap((page) => page.data);
  if (clients.length === 0) return <NoClients q={q} />;
  return (
    <>
      <ClientTable clients={clients} />
      {hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </Center>
      )}
    </>
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
