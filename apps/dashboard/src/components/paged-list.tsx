import { Button, Center, Loader } from "@mantine/core";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemAlert } from "./problem-alert.tsx";

/** A list of the API, as far as it has been asked for. */
export interface PagedListProps<Row> {
  /** What `api.useInfiniteQuery` returns, with `cursorPages`. */
  query: Pick<
    UseInfiniteQueryResult<{ pages: { data: Row[] }[] }, unknown>,
    "data" | "error" | "hasNextPage" | "fetchNextPage" | "isFetchingNextPage" | "refetch"
  >;
  /** What is waited for at first, such as "the clients". */
  name: string;
  /** In place of a list in which there is nothing. */
  empty: ReactNode;
  /** The rows of all pages so far. */
  children: (rows: Row[]) => ReactNode;
}

/** Shows a list, or that it is waited for, empty or could not be read; and a button for its next page. */
export function PagedList<Row>({ query, name, empty, children }: PagedListProps<Row>) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = query;
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <Center mih={200}>
        <Loader aria-label={`Loading ${name}`} />
      </Center>
    );
  }
  const rows = data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return empty;
  return (
    <>
      {children(rows)}
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
