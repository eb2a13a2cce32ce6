import { Center, Group, Loader, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { Facts } from "../../components/facts.tsx";
import { Moment } from "../../components/moment.tsx";
import { PageLink } from "../../components/page-link.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { formatMoney } from "../../format/money.ts";
import { nameOf } from "../inventory/put-item.ts";
import { MatchOrder } from "./match-order.tsx";
import { OrderActions } from "./order-actions.tsx";

type Order = Schemas["DealerOrder"];

/** One order, with what can be done with it. */
export function OrderDetails({ id }: { id: string }) {
  const { data, error, refetch } = api.useQuery("get", "/orders/{id}", { params: { path: { id } } });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <Center mih={200}>
        <Loader aria-label="Loading the order" />
      </Center>
    );
  }
  return (
    <Stack>
      <Facts facts={factsOf(data)} nameWidth={120} />
      <LineItems order={data} />
      <OrderActions order={data} />
      {data.status === "pending" && data.listing === null && <MatchOrder order={data} />}
    </Stack>
  );
}

function factsOf(order: Order): [name: string, fact: ReactNode][] {
  const { listing, buyer } = order;
  const status = (
    <Group gap="xs" key="status">
      <StatusBadge status={order.status} />
      {order.is_test && <StatusBadge status="test" />}
    </Group>
  );
  const watch =
    listing === null ? (
      "Not matched yet"
    ) : (
      <PageLink key="watch" to="/inventory" search={{ item: listing.id }}>
        {nameOf(listing)}
      </PageLink>
    );
  return [
    ["Status", status],
    ["Number", order.external_id ?? "None: added by hand"],
    ["Buyer", [buyer.name, buyer.email, buyer.country].filter((part) => part !== null).join(", ")],
    ["Total", formatMoney(order.total_amount, order.currency)],
    ["Watch", watch],
    ["Ordered", <Moment key="ordered" at={order.ordered_at} />],
    ...momentOf("Fulfilled", order.fulfilled_at),
    ...momentOf("Cancelled", order.cancelled_at),
    ...Object.entries(order.metadata).map(([key, value]): [string, ReactNode] => [`Metadata: ${key}`, value]),
  ];
}

function momentOf(name: string, at: string | null): [name: string, fact: ReactNode][] {
  return at === null ? [] : [[name, <Moment key={name} at={at} />]];
}

function LineItems({ order }: { order: Order }) {
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        Positions
      </Title>
      <Stack gap={4}>
        {order.line_items.map(({ sku, quantity, unit_amount: amount }, index) => (
          <Text key={index} size="sm" className="break-anywhere">
            {quantity} × {sku}, {formatMoney(amount, order.currency)} each
          </Text>
        ))}
      </Stack>
    </section>
  );
}
