import { Alert, Code, Text } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { api } from "../../api/client.ts";
import { OutcomeAlert } from "../../components/outcome-alert.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { durationInWords, outcomeInWords } from "./words.ts";

/** It is looked at this often until it was tried, and while further attempts follow. */
const LOOK_MS = 500;
const LOOK_AGAIN_MS = 2_000;

/** What {@link TestDelivery} shows. */
export interface TestDeliveryProps {
  /** The delivery of a test event. */
  id: string;
  /** What is said once it has arrived. */
  children?: ReactNode;
}

/** What becomes of a test event that was just sent, as soon as it is known. */
export function TestDelivery({ id, children }: TestDeliveryProps) {
  const { data, error } = api.useQuery(
    "get",
    "/deliveries/{id}",
    { params: { path: { id } } },
    {
      refetchInterval: ({ state }) => {
        const status = state.data?.status ?? "pending";
        if (status === "pending") return LOOK_MS;
        return status === "failed" ? LOOK_AGAIN_MS : false;
      },
    },
  );
  const isDelivered = data?.status === "delivered";
  const attempt = data?.attempts.at(-1);
  const isTried = attempt !== undefined;
  const shown = useRef<HTMLDivElement>(null);
  // Below a long sample it would not be seen.
  useEffect(() => {
    if (isTried) shown.current?.scrollIntoView({ block: "nearest" });
  }, [isTried]);
  if (error !== null) return <ProblemAlert error={error} />;
  if (attempt === undefined) {
    return (
      <Alert color="blue" role="status" title="On its way">
        It shows here what your receiver answers.
      </Alert>
    );
  }
  return (
    <div ref={shown}>
      <OutcomeAlert isGood={isDelivered} title={outcomeInWords(attempt)}>
        <Text size="sm">
          {isDelivered ? "Delivered" : "Not delivered"} after {durationInWords(attempt.duration_ms)}.
          {!isDelivered && " It has to be a 2xx within 10 seconds. Correct it, then send another one."}
        </Text>
        {attempt.response_body_preview !== "" && (
          <Code
            block
            className="break-anywhere"
            c="var(--mantine-color-text)"
            mt="xs"
            mah={160}
            style={{ overflow: "auto", whiteSpace: "pre-wrap" }}
            tabIndex={0}
          >
            {attempt.response_body_preview}
          </Code>
        )}
        {isDelivered && children}
      </OutcomeAlert>
    </div>
  );
}
