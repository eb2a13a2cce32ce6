import { Center, Loader, Skeleton, Stack } from "@mantine/core";
import { lazy, Suspense } from "react";
import { ProblemAlert } from "../../../components/problem-alert.tsx";
import { StatusBadge } from "../../../components/status-badge.tsx";
import { EnabledSwitch, TestModeSwitch } from "../activation.tsx";
import { statusOf, useIntegration } from "../integration.ts";
import { Section } from "../section.tsx";
import { WebhookForm } from "../webhook-form.tsx";
import { ApiKeys } from "./api-keys.tsx";
import { LimitSection, VersionSection } from "./facts-sections.tsx";
import { SigningSecret } from "./signing-secret.tsx";

/** Below what is seen first, and so loaded after it. */
const EventChoice = lazy(() => import("./event-choice.tsx"));

/** Everything that can be set. */
export function SettingsTab() {
  const { data: integration, error, refetch } = useIntegration();
  if (integration === undefined) {
    if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
    return (
      <Center mih={200}>
        <Loader aria-label="Loading the settings" />
      </Center>
    );
  }
  return (
    <Stack maw={760}>
      <Section
        title="Activation and mode"
        badge={<StatusBadge status={statusOf(integration)} />}
        about="Whether the integration works, and whether what it does is real."
      >
        <EnabledSwitch integration={integration} />
        <TestModeSwitch integration={integration} />
      </Section>
      <ApiKeys integration={integration} />
      <Section title="Webhook" about="Your receiver gets a signed POST for each event.">
        <WebhookForm integration={integration} />
      </Section>
      <SigningSecret integration={integration} />
      <Suspense fallback={<Skeleton h={480} aria-label="Loading the events" />}>
        <EventChoice integration={integration} />
      </Suspense>
      <VersionSection integration={integration} />
      <LimitSection integration={integration} />
    </Stack>
  );
}
