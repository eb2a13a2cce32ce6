import { Button, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { StatusBadge } from "../../../components/status-badge.tsx";
import { type Integration, statusOf, useIntegrationChange } from "../integration.ts";
import { ActivateStep } from "./activate-step.tsx";
import { KeyStep } from "./key-step.tsx";
import { LiveStep } from "./live-step.tsx";
import { WebhookStep } from "./webhook-step.tsx";

interface Step {
  title: string;
  Body: (props: { integration: Integration }) => ReactNode;
  /** What is missing before the next step, if anything is. */
  missing: (integration: Integration) => string | null;
}

const STEPS: readonly Step[] = [
  {
    title: "Generate an API key",
    Body: KeyStep,
    missing: ({ api_keys }) => (api_keys.main === null ? "Generate a key to go on." : null),
  },
  {
    title: "Set the webhook URL",
    Body: WebhookStep,
    missing: ({ webhook }) => (webhook.url === null ? "Save a URL to go on." : null),
  },
  {
    title: "Activate and verify in test mode",
    Body: ActivateStep,
    missing: ({ is_enabled }) => (is_enabled ? null : "Enable the integration to go on."),
  },
  { title: "Go live, or stay in test mode", Body: LiveStep, missing: () => null },
];

/** The steps of the set-up. Which one is open is in the URL; none is open before what it builds on is there. */
export default function Wizard({ integration }: { integration: Integration }) {
  const { step: wanted } = useSearch({ from: "/signed-in/channels/custom/" });
  const navigate = useNavigate({ from: "/channels/custom" });
  const { change, isPending } = useIntegrationChange();
  const firstOpen = STEPS.findIndex(({ missing }) => missing(integration) !== null);
  const reachable = firstOpen === -1 ? STEPS.length : firstOpen + 1;
  // Held while it is shown: a step that is done must not go by itself, with the secret that it still shows.
  const [first] = useState(reachable);
  const number = Math.min(wanted ?? first, reachable);
  const step = STEPS[number - 1];
  const heading = useFocusOnChange(number);
  if (step === undefined) return null;
  const goTo = (next: number) => void navigate({ search: { step: next }, resetScroll: true });
  const missing = step.missing(integration);
  return (
    <Stack maw={760}>
      <Group justify="space-between">
        <Text size="sm">
          Step {number} of {STEPS.length}
        </Text>
        <StatusBadge status={statusOf(integration)} />
      </Group>
      <Progress value={(number / STEPS.length) * 100} aria-label={`Step ${number} of ${STEPS.length}`} />
      <Title order={2} size="h3" tabIndex={-1} ref={heading}>
        {step.title}
      </Title>
      <step.Body integration={integration} />
      <Group justify="space-between" mt="md">
        <Group>
          {number > 1 && (
            <Button variant="default" onClick={() => goTo(number - 1)}>
              Back
            </Button>
          )}
          {number < STEPS.length && (
            <Button disabled={missing !== null} onClick={() => goTo(number + 1)}>
              Continue
            </Button>
          )}
          {missing !== null && <Text size="sm">{missing}</Text>}
        </Group>
        <Button variant="subtle" loading={isPending} onClick={() => change({ is_set_up: true })}>
          Skip the set-up
        </Button>
      </Group>
    </Stack>
  );
}

/** Who goes on by keyboard, or hears the page, is led to the new step's heading. */
function useFocusOnChange(number: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(number);
  useEffect(() => {
    if (shown.current === number) return;
    shown.current = number;
    heading.current?.focus();
  }, [number]);
  return heading;
}
