import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";

/** What is to be sent. */
export type Selection = Schemas["RecoverySelection"];

/** What {@link CountAndSend} is told. */
export interface CountAndSendProps {
  /** Null while what was typed is not complete. */
  selection: Selection | null;
  /** Counts without being asked to. */
  countsAtOnce?: boolean;
  onClose: () => void;
}

/** Counts what a selection leaves, and then sends it. What was counted is forgotten when another selection comes. */
export function CountAndSend(props: CountAndSendProps) {
  return <Counting key={JSON.stringify(props.selection)} {...props} />;
}

function Counting({ selection, countsAtOnce = false, onClose }: CountAndSendProps) {
  const queryClient = useQueryClient();
  const { mutate: count, data: counted, error, isPending } = api.useMutation("post", "/recovery/count");
  const start = api.useMutation("post", "/recovery", {
    onSuccess: (state) => {
      queryClient.setQueryData(api.queryOptions("get", "/recovery").queryKey, state);
      onClose();
    },
  });
  useEffect(() => {
    if (countsAtOnce && selection !== null) count({ body: selection });
  }, []);
  const problem = error ?? start.error;
  const total = counted?.total ?? 0;
  return (
    <Stack>
      {counted !== undefined && selection !== null && <Counted kind={selection.kind} count={counted} />}
      {problem !== null && <ProblemAlert error={problem} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        {selection !== null && total > 0 ? (
          <Button loading={start.isPending} onClick={() => start.mutate({ body: selection })}>
            {selection.kind === "failed" ? "Redeliver" : "Send"} {total.toLocaleString()}
          </Button>
        ) : (
          <Button
            disabled={selection === null}
            loading={isPending}
            onClick={() => selection !== null && count({ body: selection })}
          >
            {counted === undefined ? "Count them" : "Count again"}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Counted({ kind, count }: { kind: Selection["kind"]; count: Schemas["RecoveryCount"] }) {
  const { total, failed, dead_letter: dead, types } = count;
  if (total === 0) {
    return (
      <Alert color="blue" role="status" title={kind === "failed" ? "Nothing to recover" : "Nothing to send"}>
        {kind === "failed"
          ? "Nothing of this has failed. Choose another time, or another mode."
          : "Every event of this has been sent. Choose another time, another mode, or more types."}
      </Alert>
    );
  }
  const unit = kind === "failed" ? ["delivery", "deliveries"] : ["event", "events"];
  return (
    <Alert color="blue" role="status" title={`${total.toLocaleString()} ${unit[total === 1 ? 0 : 1]}`}>
      <Text size="sm">
        {kind === "failed"
          ? `${statesInWords(failed, dead)}. Each gets one more attempt, the oldest first; what is delivered meanwhile is left out.`
          : "Each becomes a first delivery to the present URL, the oldest first."}
      </Text>
      <List size="sm" mt="xs" listStyleType="none">
        {types.map(({ type, total: ofType }) => (
          <List.Item key={type}>
            {type}: {ofType.toLocaleString()}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function statesInWords(failed: number, dead: number): string {
  const parts = [
    failed > 0 ? `${failed.toLocaleString()} failed` : "",
    dead > 0 ? `${dead.toLocaleString()} given up` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
