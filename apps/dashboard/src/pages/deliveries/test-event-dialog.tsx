import { Button, Center, Group, Loader, Modal, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { TestDelivery } from "./test-delivery.tsx";

/** Sends a test event of any type, with its sample or what was made of it, and shows what becomes of it. */
export default function TestEventDialog({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = api.useQuery("get", "/event_types");
  return (
    <Modal opened onClose={onClose} title="Send a test event" centered size="lg">
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Center mih={200}>
          <Loader aria-label="Loading the event types" />
        </Center>
      )}
      {data !== undefined && <Sender types={data.data} />}
    </Modal>
  );
}

function Sender({ types }: { types: readonly Schemas["EventTypeDescription"][] }) {
  const [type, setType] = useState(types[0]?.type ?? "integration.test_event");
  const [edited, setEdited] = useState<string | null>(null);
  const { mutate, data: sent, error, isPending, reset } = api.useMutation("post", "/test_events");
  const chosen = types.find((each) => each.type === type);
  const sample = JSON.stringify(asTest(chosen?.example.data), null, 2);
  const parsed = parse(edited ?? "{}");
  const send = () => {
    if (edited === null) mutate({ body: { type } });
    else if ("data" in parsed) mutate({ body: { type, data: parsed.data } });
  };
  return (
    <Stack>
      <NativeSelect
        label="Event type"
        value={type}
        data={types.map((each) => each.type)}
        onChange={({ currentTarget }) => {
          setType(types.find((each) => each.type === currentTarget.value)?.type ?? type);
          setEdited(null);
          reset();
        }}
      />
      {chosen !== undefined && <Text size="sm">{chosen.description}</Text>}
      <Textarea
        label="Data"
        description="The sample of the type; change it if you like. It is sent in test mode, whatever you are subscribed to."
        autosize
        minRows={4}
        maxRows={14}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        value={edited ?? sample}
        error={"problem" in parsed ? parsed.problem : undefined}
        onChange={({ currentTarget }) => setEdited(currentTarget.value)}
      />
      {error !== null && <ProblemAlert error={error} />}
      <Group justify="flex-end">
        {edited !== null && (
          <Button variant="default" onClick={() => setEdited(null)}>
            Back to the sample
          </Button>
        )}
        <Button onClick={send} loading={isPending} disabled={"problem" in parsed}>
          Send
        </Button>
      </Group>
      {sent !== undefined && <TestDelivery key={sent.delivery_id} id={sent.delivery_id} />}
    </Stack>
  );
}

/** A sample as it is sent when nothing is changed: marked as a test, where it says which it is. */
function asTest(data: unknown): unknown {
  if (typeof data !== "object" || data === null || !("object" in data)) return {};
  const { object } = data;
  const isMarked = typeof object === "object" && object !== null && "is_test" in object;
  return isMarked ? { ...data, object: { ...object, is_test: true } } : data;
}

type Parsed = { data: NonNullable<Schemas["TestEventCreate"]["data"]> } | { problem: string };

function parse(text: string): Parsed {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data !== "object" || data === null || Array.isArray(data)) {
      return { problem: "This is no JSON object. Put the data in braces." };
    }
    // Safe: an object; what is in it the server compares with the schema of the type.
    return { data: data as NonNullable<Schemas["TestEventCreate"]["data"]> };
  } catch (error) {
    return { problem: `This is not JSON: ${error instanceof Error ? error.message : ""}` };
  }
}
