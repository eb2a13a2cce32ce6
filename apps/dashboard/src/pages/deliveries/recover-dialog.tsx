import {
  Checkbox,
  Modal,
  NativeSelect,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useState } from "react";
import { useSession } from "../../session/session.ts";
import { useIntegration } from "../custom-integration/integration.ts";
import { ALWAYS_DELIVERED, deliveredTypes } from "../custom-integration/subscriptions.ts";
import { CountAndSend, type Selection } from "./count-and-send.tsx";
import { EVENT_TYPES, fromLocal, toLocal } from "./search.ts";

const HOUR_MS = 3_600_000;
const MODES: readonly { value: Selection["mode"]; label: string }[] = [
  { value: "live", label: "Live mode" },
  { value: "test", label: "Test mode" },
  { value: "both", label: "Live and test mode" },
];

/** Redelivers what has failed, or, apart from that, sends what was never sent: counts first, and then asks. */
export default function RecoverDialog({ onClose }: { onClose: () => void }) {
  const { integration } = useSession();
  const [kind, setKind] = useState<Selection["kind"]>("failed");
  const [since, setSince] = useState(() => toLocal(new Date(Date.now() - 24 * HOUR_MS).toISOString()));
  const [until, setUntil] = useState("");
  const [mode, setMode] = useState<Selection["mode"]>(integration.is_test_mode ? "test" : "live");
  const shared = { mode, from: fromLocal(since), to: fromLocal(until), onClose };
  return (
    <Modal opened onClose={onClose} title="Recover" centered>
      <Stack>
        <SegmentedControl
          aria-label="What is sent"
          fullWidth
          value={kind}
          onChange={(value) => setKind(value === "failed" ? "failed" : "never_sent")}
          data={[
            { value: "failed", label: "Failed" },
            { value: "never_sent", label: "Never sent" },
          ]}
        />
        <Text size="sm">
          {kind === "failed"
            ? "One more attempt of each delivery that failed. What has been delivered since is left out."
            : "Events that happened while you were not subscribed to them, or had no webhook URL. They are sent as they were recorded."}
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            type="datetime-local"
            label={kind === "failed" ? "Last tried since" : "Happened since"}
            value={since}
            onChange={({ currentTarget }) => setSince(currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label="Until (if not now)"
            value={until}
            onChange={({ currentTarget }) => setUntil(currentTarget.value)}
          />
        </SimpleGrid>
        <NativeSelect
          label="Mode"
          value={mode}
          data={[...MODES]}
          onChange={({ currentTarget }) =>
            setMode(MODES.find(({ value }) => value === currentTarget.value)?.value ?? "live")
          }
        />
        {kind === "failed" ? <OfFailed {...shared} /> : <OfNeverSent {...shared} />}
      </Stack>
    </Modal>
  );
}

interface Shared {
  mode: Selection["mode"];
  /** RFC 3339; empty for none. */
  from: string;
  to: string;
  onClose: () => void;
}

function OfFailed({ mode, from, to, onClose }: Shared) {
  const [chosen, setChosen] = useState<string[]>(["failed", "dead_letter"]);
  const statuses = (["failed", "dead_letter"] as const).filter((status) => chosen.includes(status));
  const until = to === "" ? {} : { until: to };
  const isComplete = from !== "" && statuses.length > 0;
  return (
    <>
      <Checkbox.Group label="Which" value={chosen} onChange={setChosen}>
        <Stack gap="xs" mt="xs">
          <Checkbox value="failed" label="Failed, will retry: now instead of later" />
          <Checkbox value="dead_letter" label="Dead letters: one more attempt each" />
        </Stack>
      </Checkbox.Group>
      <CountAndSend
        selection={isComplete ? { kind: "failed", mode, statuses, since: from, ...until } : null}
        onClose={onClose}
      />
    </>
  );
}

/** What is offered beside each type alone. */
const SUBSCRIBED = "subscribed";
const EVERY_TYPE = "every";

function OfNeverSent({ mode, from, to, onClose }: Shared) {
  const { data: integration } = useIntegration();
  const [choice, setChoice] = useState(SUBSCRIBED);
  const subscribed = deliveredTypes(integration?.webhook.subscribed_events ?? [], EVENT_TYPES);
  const types = EVENT_TYPES.filter(
    (type) => choice === EVERY_TYPE || (choice === SUBSCRIBED ? subscribed.includes(type) : choice === type),
  );
  const isComplete = from !== "" && integration !== undefined;
  const time = { created_after: from, ...(to === "" ? {} : { created_before: to }) };
  return (
    <>
      <NativeSelect
        label="Which events"
        value={choice}
        onChange={({ currentTarget }) => setChoice(currentTarget.value)}
        data={[
          { value: SUBSCRIBED, label: "Your subscriptions" },
          { value: EVERY_TYPE, label: "Every type" },
          ...EVENT_TYPES.filter((type) => type !== ALWAYS_DELIVERED),
        ]}
      />
      <CountAndSend
        selection={isComplete ? { kind: "never_sent", mode, types: [...types], ...time } : null}
        onClose={onClose}
      />
    </>
  );
}
