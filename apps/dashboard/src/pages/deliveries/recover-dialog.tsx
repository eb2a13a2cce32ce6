import { Alert, Button, Checkbox, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useSession } from "../../session/session.ts";
import { toLocal } from "./search.ts";

type Selection = Schemas["RecoverySelection"];

const HOUR_MS = 3_600_000;
const MODES: readonly { value: Selection["mode"]; label: string }[] = [
  { value: "live", label: "Live deliveries" },
  { value: "test", label: "Test deliveries" },
  { value: "both", label: "Live and test deliveries" },
];

/** Redelivers what has failed since a time: counts first, and then asks. */
export default function RecoverDialog({ onClose }: { onClose: () => void }) {
  const { integration } = useSession();
  const queryClient = useQueryClient();
  const [since, setSince] = useState(() => toLocal(new Date(Date.now() - 24 * HOUR_MS).toISOString()));
  const [mode, setMode] = useState<Selection["mode"]>(integration.is_test_mode ? "test" : "live");
  const [statuses, setStatuses] = useState<string[]>(["failed", "dead_letter"]);
  const count = api.useMutation("post", "/recovery/count");
  const start = api.useMutation("post", "/recovery", {
    onSuccess: (state) => {
      queryClient.setQueryData(api.queryOptions("get", "/recovery").queryKey, state);
      onClose();
    },
  });
  const isComplete = statuses.length > 0 && !Number.isNaN(Date.parse(since));
  const body = (): Selection => ({
    kind: "failed",
    since: new Date(since).toISOString(),
    mode,
    statuses: (["failed", "dead_letter"] as const).filter((status) => statuses.includes(status)),
  });
  /** What was counted is another selection's now. */
  const changed = () => {
    count.reset();
    start.reset();
  };
  return (
    <Modal opened onClose={onClose} title="Recover failed deliveries" centered>
      <Stack>
        <TextInput
          type="datetime-local"
          label="Last tried since"
          description="The last 30 days are kept."
          value={since}
          onChange={({ currentTarget }) => {
            setSince(currentTarget.value);
            changed();
          }}
        />
        <NativeSelect
          label="Mode"
          value={mode}
          data={[...MODES]}
          onChange={({ currentTarget }) => {
            setMode(MODES.find(({ value }) => value === currentTarget.value)?.value ?? "live");
            changed();
          }}
        />
        <Checkbox.Group
          label="Which"
          value={statuses}
          onChange={(next) => {
            setStatuses(next);
            changed();
          }}
        >
          <Stack gap="xs" mt="xs">
            <Checkbox value="failed" label="Failed, will retry: now instead of later" />
            <Checkbox value="dead_letter" label="Dead letters: one more attempt each" />
          </Stack>
        </Checkbox.Group>
        {count.data !== undefined && <Counted {...count.data} />}
        {(count.error ?? start.error) && <ProblemAlert error={count.error ?? start.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          {count.data === undefined || count.data.total === 0 ? (
            <Button
              disabled={!isComplete}
              loading={count.isPending}
              onClick={() => count.mutate({ body: body() })}
            >
              Count them
            </Button>
          ) : (
            <Button loading={start.isPending} onClick={() => start.mutate({ body: body() })}>
              Redeliver {count.data.total}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Counted({ total, failed, dead_letter: dead }: Schemas["RecoveryCount"]) {
  return total === 0 ? (
    <Alert color="blue" role="status" title="Nothing to recover">
      Nothing that was last tried since then has failed. Choose an earlier time, or another mode.
    </Alert>
  ) : (
    <Alert color="blue" role="status" title={`${total} ${total === 1 ? "delivery" : "deliveries"}`}>
      {failed} failed, {dead} given up. The oldest are sent first; what has been delivered meanwhile is left
      out.
    </Alert>
  );
}
