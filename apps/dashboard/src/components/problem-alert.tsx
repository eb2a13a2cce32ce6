import { Alert, Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import { toProblem } from "../api/problem.ts";

/** What to show for a query or action that failed. */
export interface ProblemAlertProps {
  error: unknown;
  /** Offers to try again. */
  onRetry?: () => void;
}

/** Says what happened, what to do next, and the request id for support. */
export function ProblemAlert({ error, onRetry }: ProblemAlertProps) {
  const { message, advice, requestId } = toProblem(error);
  return (
    <Alert color="red" role="alert" title={message}>
      <Stack gap="xs" align="flex-start">
        {advice !== "" && <Text size="sm">{advice}</Text>}
        {requestId !== null && (
          <Group gap="xs">
            <Text size="sm">
              Request id: <Code className="break-anywhere">{requestId}</Code>
            </Text>
            <CopyButton value={requestId}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" onClick={copy}>
                  {copied ? "Copied" : "Copy"}
                </Button>
              )}
            </CopyButton>
          </Group>
        )}
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
