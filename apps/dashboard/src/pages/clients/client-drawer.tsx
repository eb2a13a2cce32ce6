import { Center, Drawer, Group, Loader } from "@mantine/core";
import type { ReactNode } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { Facts } from "../../components/facts.tsx";
import { Moment } from "../../components/moment.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";

/** One client, beside the list. @param props.id of the client; undefined: the drawer is closed. */
export function ClientDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  return (
    <Drawer opened={id !== undefined} onClose={onClose} title="Client" size="md">
      {id !== undefined && <ClientDetails id={id} />}
    </Drawer>
  );
}

function ClientDetails({ id }: { id: string }) {
  const { data, error, refetch } = api.useQuery("get", "/clients/{id}", { params: { path: { id } } });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <Center mih={200}>
        <Loader aria-label="Loading the client" />
      </Center>
    );
  }
  return <Facts facts={factsOf(data)} nameWidth={140} />;
}

function factsOf(client: Schemas["Customer"]): [name: string, fact: ReactNode][] {
  const name = (
    <Group gap="xs" key="name">
      {client.name ?? "–"}
      {client.is_test && <StatusBadge status="test" />}
    </Group>
  );
  return [
    ["Name", name],
    ["E-mail", client.email ?? "–"],
    ["Phone", client.phone ?? "–"],
    ["External id", client.external_id ?? "–"],
    ["Marketing", client.accepts_marketing ? "Agreed to" : "Not agreed to"],
    ["Created", <Moment key="created" at={client.created_at} />],
    ["Last change", <Moment key="updated" at={client.updated_at} />],
    ...Object.entries(client.metadata).map(([key, value]): [string, ReactNode] => [
      `Metadata: ${key}`,
      value,
    ]),
  ];
}
