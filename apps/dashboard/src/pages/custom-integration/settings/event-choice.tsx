import { Button, Checkbox, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { api } from "../../../api/client.ts";
import { notifyDone } from "../../../components/notify.tsx";
import { ProblemAlert } from "../../../components/problem-alert.tsx";
import { useEventTypes } from "../event-types.ts";
import { type Integration, useKeepIntegration } from "../integration.ts";
import { Section } from "../section.tsx";
import {
  ALWAYS_DELIVERED,
  areEqual,
  deliveredTypes,
  EVERYTHING,
  matches,
  namespacesOf,
  toggle,
} from "../subscriptions.ts";

/**
 * Which events are sent. Ticks are saved together: an event that happens between two of them would be missed for good.
 */
export default function EventChoice({ integration }: { integration: Integration }) {
  const { data, error, refetch } = useEventTypes();
  return (
    <Section
      title="Event subscriptions"
      about="What is sent to the webhook URL. A choice counts for events from now on; a namespace takes in types that are added later."
    >
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        <Skeleton h={320} aria-label="Loading the events" />
      ) : (
        <Choice
          saved={integration.webhook.subscribed_events}
          types={data.data.map(({ type }) => type)}
          isOff={integration.webhook.url === null}
        />
      )}
    </Section>
  );
}

interface ChoiceProps {
  saved: readonly string[];
  types: readonly string[];
  isOff: boolean;
}

function Choice({ saved, types, isOff }: ChoiceProps) {
  /** Null: as it is saved, whoever changes that. */
  const [edited, setEdited] = useState<readonly string[] | null>(null);
  const chosen = edited ?? saved;
  const keep = useKeepIntegration();
  const { mutate, isPending, error, reset } = api.useMutation("put", "/integration/subscriptions");
  const tick = (subscription: string) => {
    setEdited(toggle(chosen, subscription));
    reset();
  };
  const save = () =>
    mutate(
      { body: { subscribed_events: [...chosen] } },
      {
        onSuccess: (integration) => {
          keep(integration);
          setEdited(null);
          notifyDone("The subscriptions are saved.");
        },
      },
    );
  const count = deliveredTypes(chosen, types).length;
  const isChanged = edited !== null && !areEqual(edited, saved);
  return (
    <>
      <SubscriptionBoxes chosen={chosen} types={types} onTick={tick} />
      <Text size="sm" aria-live="polite">
        {chosen.length === 0
          ? "Choose at least one. To receive nothing for a while, disable the integration: events are kept then."
          : `${count} of ${types.length} event types are sent${isOff ? ", once there is a webhook URL" : ""}.`}
      </Text>
      {error !== null && <ProblemAlert error={error} />}
      <Group>
        <Button onClick={save} loading={isPending} disabled={!isChanged || chosen.length === 0}>
          Save the subscriptions
        </Button>
        {isChanged && (
          <Button variant="default" onClick={() => setEdited(null)}>
            Discard
          </Button>
        )}
      </Group>
    </>
  );
}

interface SubscriptionBoxesProps {
  chosen: readonly string[];
  types: readonly string[];
  onTick: (subscription: string) => void;
}

function SubscriptionBoxes({ chosen, types, onTick }: SubscriptionBoxesProps) {
  /** A box, which has its tick from a wider one too, and then cannot be changed by itself. */
  const box = (subscription: string, label: string, wider: readonly string[]) => {
    const isTakenIn = wider.some((each) => chosen.includes(each));
    return (
      <Checkbox
        key={subscription}
        label={label}
        checked={isTakenIn || chosen.includes(subscription)}
        disabled={isTakenIn}
        onChange={() => onTick(subscription)}
      />
    );
  };
  return (
    <Stack gap="sm" role="group" aria-label="Events">
      {box(EVERYTHING, "* (everything)", [])}
      {namespacesOf(types).map(([namespace, members]) => (
        <Stack key={namespace} gap="xs" role="group" aria-label={namespace}>
          {members.some((type) => type !== ALWAYS_DELIVERED) &&
            box(namespace, `${namespace} (all of them)`, [EVERYTHING])}
          <Stack gap={6} pl="lg">
            {members.map((type) =>
              type === ALWAYS_DELIVERED ? (
                <Checkbox
                  key={type}
                  label={`${type} (always sent when you ask for it)`}
                  checked
                  disabled
                  readOnly
                />
              ) : (
                box(
                  type,
                  type,
                  [EVERYTHING, namespace].filter((each) => matches(each, type)),
                )
              ),
            )}
          </Stack>
        </Stack>
      ))}
    </Stack>
  );
}
