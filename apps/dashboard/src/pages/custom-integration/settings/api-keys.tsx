import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Moment } from "../../../components/moment.tsx";
import { notifyFailure } from "../../../components/notify.tsx";
import { StatusBadge } from "../../../components/status-badge.tsx";
import { Confirm } from "../confirm.tsx";
import type { Integration } from "../integration.ts";
import { Section } from "../section.tsx";
import { KEY_NAMES, type KeyKind, useApiKey } from "../use-api-key.tsx";

const KINDS: readonly KeyKind[] = ["main", "test"];

const ABOUT: Readonly<Record<KeyKind, string>> = {
  main: "Follows the mode of the integration.",
  test: "Always acts in test mode, also after you have gone live.",
};

/** The API keys, as far as they are shown again: how they begin, when they were made and last used. */
export function ApiKeys({ integration }: { integration: Integration }) {
  const { make, isPending, error, reset, modal } = useApiKey();
  const [asking, setAsking] = useState<KeyKind | null>(null);
  const stopAsking = () => {
    setAsking(null);
    reset();
  };
  return (
    <Section
      title="API credentials"
      about="Your shop sends a key with each request. A key is shown once, when it is made."
    >
      {KINDS.map((kind) => (
        <ApiKey
          key={kind}
          kind={kind}
          summary={integration.api_keys[kind]}
          isPending={isPending}
          // Where one is replaced, something stops working: that is asked about.
          onMake={() =>
            integration.api_keys[kind] === null ? make(kind, undefined, notifyFailure) : setAsking(kind)
          }
        />
      ))}
      <Confirm
        opened={asking !== null}
        title={`Regenerate the ${asking === "test" ? "test key" : "API key"}?`}
        confirm="Regenerate"
        danger
        pending={isPending}
        error={error}
        onConfirm={() => asking !== null && make(asking, () => setAsking(null))}
        onClose={stopAsking}
      >
        The current key stops working at once: whatever uses it is refused until it has the new one. This
        cannot be undone.
      </Confirm>
      {modal}
    </Section>
  );
}

interface ApiKeyProps {
  kind: KeyKind;
  summary: Integration["api_keys"][KeyKind];
  isPending: boolean;
  onMake: () => void;
}

function ApiKey({ kind, summary, isPending, onMake }: ApiKeyProps) {
  const name = KEY_NAMES[kind];
  return (
    <Group justify="space-between" align="flex-start" role="group" aria-label={name}>
      <Stack gap={2} maw={480}>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          {kind === "test" && <StatusBadge status="test" />}
          {summary !== null && <Code>{summary.prefix}…</Code>}
        </Group>
        <Text size="sm">{ABOUT[kind]}</Text>
        <Text size="sm" c="dimmed">
          {summary === null ? (
            "There is none yet."
          ) : (
            <>
              Created <Moment at={summary.created_at} />,{" "}
              {summary.last_used_at === null ? (
                "never used"
              ) : (
                <>
                  last used <Moment at={summary.last_used_at} />
                </>
              )}
            </>
          )}
        </Text>
      </Stack>
      <Button
        variant="default"
        onClick={onMake}
        loading={isPending}
        aria-label={`${summary === null ? "Generate" : "Regenerate"} ${name}`}
      >
        {summary === null ? "Generate" : "Regenerate"}
      </Button>
    </Group>
  );
}
