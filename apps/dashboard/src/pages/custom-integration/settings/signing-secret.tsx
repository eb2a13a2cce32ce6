import { Alert, Button, Group, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useState } from "react";
import { api } from "../../../api/client.ts";
import { notifyDone } from "../../../components/notify.tsx";
import { Confirm } from "../confirm.tsx";
import { Countdown } from "../countdown.tsx";
import { type Integration, integrationQuery, useKeepIntegration } from "../integration.ts";
import { Section } from "../section.tsx";

const RotateDialog = lazy(() => import("./rotate-dialog.tsx"));

/** The signing secret: never shown, but replaced, with a grace period in which the one before signs too. */
export function SigningSecret({ integration }: { integration: Integration }) {
  const [isRotating, setRotating] = useState(false);
  const { has_secret: hasSecret, grace_ends_at: graceEndsAt } = integration.webhook;
  return (
    <Section
      title="Signing secret"
      about="Deliveries are signed with it, so that your receiver knows that they come from us. It is shown once, when it is made."
    >
      {graceEndsAt !== null && <Grace integration={integration} endsAt={graceEndsAt} />}
      <Group>
        <Button variant="default" disabled={!hasSecret} onClick={() => setRotating(true)}>
          Rotate the secret
        </Button>
        {!hasSecret && <Text size="sm">The first one is made when the webhook URL is saved.</Text>}
      </Group>
      {isRotating && (
        <Suspense>
          <RotateDialog hasGrace={graceEndsAt !== null} onClose={() => setRotating(false)} />
        </Suspense>
      )}
    </Section>
  );
}

/** A grace period that runs: how long still, and the way to end it. */
function Grace({ integration, endsAt }: { integration: Integration; endsAt: string }) {
  const [isAsking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const keep = useKeepIntegration();
  const { mutate, isPending, error, reset } = api.useMutation("delete", "/integration/signing_secret/grace");
  const lookAgain = useCallback(
    () => void queryClient.invalidateQueries({ queryKey: integrationQuery.queryKey }),
    [queryClient],
  );
  const end = () =>
    mutate(
      {},
      {
        onSuccess: (settings) => {
          setAsking(false);
          keep(settings);
          notifyDone("Only the new secret signs now.");
        },
      },
    );
  return (
    <Alert color="blue" title="Two secrets sign at the moment">
      <Text size="sm" mb="xs">
        The previous secret signs too for another{" "}
        <Countdown to={endsAt} asOf={integration.as_of} onEnd={lookAgain} />. Give your receiver the new one
        until then.
      </Text>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        End now
      </Button>
      <Confirm
        opened={isAsking}
        title="End the grace period now?"
        confirm="End now"
        danger
        pending={isPending}
        error={error}
        onConfirm={end}
        onClose={() => {
          setAsking(false);
          reset();
        }}
      >
        From the next attempt on only the new secret signs. A receiver that still has the previous one refuses
        deliveries. This cannot be undone.
      </Confirm>
    </Alert>
  );
}
