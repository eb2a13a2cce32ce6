import { Text, Timeline } from "@mantine/core";
import type { Schemas } from "../../api/client.ts";
import { Countdown } from "./countdown.tsx";
import { durationInWords, outcomeInWords } from "./words.ts";

const time = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** Every attempt with its time, its outcome in words and its latency, and when the next one is. */
export function AttemptTimeline({ delivery }: { delivery: Schemas["DeliveryDetail"] }) {
  const { attempts, next_attempt_at: next, status } = delivery;
  if (attempts.length === 0 && next === null) {
    return <Text size="sm">{status === "pending" ? "It has not been sent yet." : "It was never sent."}</Text>;
  }
  return (
    <Timeline active={attempts.length - 1} bulletSize={18} lineWidth={2}>
      {attempts.map((attempt) => (
        <Timeline.Item
          key={attempt.number}
          color={attempt.error === null ? "green" : "red"}
          title={`Attempt ${attempt.number}: ${outcomeInWords(attempt)}`}
        >
          <Text size="sm">
            <time dateTime={attempt.attempted_at} title={attempt.attempted_at}>
              {time.format(new Date(attempt.attempted_at))}
            </time>
            , {durationInWords(attempt.duration_ms)}
          </Text>
        </Timeline.Item>
      ))}
      {next !== null && (
        <Timeline.Item title={`Attempt ${attempts.length + 1}`} lineVariant="dashed">
          <Text size="sm">
            <Countdown at={next} />
          </Text>
        </Timeline.Item>
      )}
    </Timeline>
  );
}
