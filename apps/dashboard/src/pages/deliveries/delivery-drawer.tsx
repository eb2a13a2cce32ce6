import {
  Alert,
  Center,
  Drawer,
  Group,
  Loader,
  SegmentedControl,
  Stack,
  Table,
  Text,
  Title,
} from "@mantine/core";
import { type ReactNode, useState } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { Moment } from "../../components/moment.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { AttemptTimeline } from "./attempt-timeline.tsx";
import { Countdown } from "./countdown.tsx";
import { DeliveryActions } from "./delivery-actions.tsx";
import { Exchange } from "./exchange.tsx";

/** While a delivery is about to be attempted, it is looked at this often. */
const SOON_MS = 1_500;

/** What {@link DeliveryDrawer} shows. */
export interface DeliveryDrawerProps {
  id: string;
  onClose: () => void;
  /** Opens another delivery: the replay of this one. */
  onOpen: (id: string) => void;
}

/** One delivery in full, beside the list. */
export default function DeliveryDrawer({ id, onClose, onOpen }: DeliveryDrawerProps) {
  return (
    <Drawer opened onClose={onClose} title="Delivery" size="lg">
      <DeliveryDetails key={id} id={id} onOpen={onOpen} />
    </Drawer>
  );
}

function DeliveryDetails({ id, onOpen }: { id: string; onOpen: (id: string) => void }) {
  const { data, error, refetch } = api.useQuery(
    "get",
    "/deliveries/{id}",
    { params: { path: { id } } },
    { refetchInterval: ({ state }) => (isSoon(state.data) ? SOON_MS : false) },
  );
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <Center mih={200}>
        <Loader aria-label="Loading the delivery" />
      </Center>
    );
  }
  return (
    <Stack>
      <Facts delivery={data} />
      <DeliveryActions delivery={data} onOpen={onOpen} />
      <Title order={3} size="h5">
        Attempts
      </Title>
      <Attempts delivery={data} />
    </Stack>
  );
}

/** The timeline, and what was exchanged in one of its attempts: the latest, until another one is chosen. */
function Attempts({ delivery }: { delivery: Schemas["DeliveryDetail"] }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const { attempts } = delivery;
  const shown = attempts.find(({ number }) => number === chosen) ?? attempts.at(-1);
  return (
    <>
      <AttemptTimeline delivery={delivery} />
      {attempts.length > 1 && (
        <Group gap="xs">
          <Text size="sm" id="attempt-shown">
            Show attempt
          </Text>
          <SegmentedControl
            aria-labelledby="attempt-shown"
            size="xs"
            value={String(shown?.number ?? "")}
            onChange={(number) => setChosen(Number(number))}
            data={attempts.map(({ number }) => String(number))}
          />
        </Group>
      )}
      <Exchange delivery={delivery} attempt={shown} />
    </>
  );
}

function Facts({ delivery }: { delivery: Schemas["DeliveryDetail"] }) {
  const { status, next_attempt_at: next } = delivery;
  const isHeld = next === null && (status === "pending" || status === "failed");
  return (
    <>
      {isHeld && (
        <Alert color="yellow" title="It waits">
          The integration is switched off, or the webhook was disabled for failing. It is sent when that has
          ended.
        </Alert>
      )}
      {status === "suppressed" && (
        <Alert color="blue" title="Not sent">
          Your integration caused this event itself, so that it was not told of it. Replay it to send it all
          the same.
        </Alert>
      )}
      <Table variant="vertical" className="break-anywhere">
        <Table.Tbody>
          <Fact name="Status">
            <Group gap="xs">
              <StatusBadge status={status} />
              {!delivery.livemode && <StatusBadge status="test" />}
            </Group>
          </Fact>
          {next !== null && (
            <Fact name="Next attempt">
              <Countdown at={next} />
            </Fact>
          )}
          <Fact name="Event">{delivery.event_type}</Fact>
          <Fact name="Event id">{delivery.event_id}</Fact>
          <Fact name="Delivery id">{delivery.id}</Fact>
          <Fact name="Sent to">{delivery.endpoint_url}</Fact>
          <Fact name="Created">
            <Moment at={delivery.created_at} />
          </Fact>
          {delivery.delivered_at !== null && (
            <Fact name="Delivered">
              <Moment at={delivery.delivered_at} />
            </Fact>
          )}
        </Table.Tbody>
      </Table>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" w={120}>
        {name}
      </Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}

function isSoon(delivery: Schemas["DeliveryDetail"] | undefined): boolean {
  if (delivery?.next_attempt_at == null) return false;
  return Date.parse(delivery.next_attempt_at) - Date.now() < SOON_MS;
}
