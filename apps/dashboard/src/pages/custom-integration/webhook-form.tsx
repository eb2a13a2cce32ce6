import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { api } from "../../api/client.ts";
import { toProblem } from "../../api/problem.ts";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { type Integration, useKeepIntegration } from "./integration.ts";
import { useNewSecret } from "./use-new-secret.tsx";

/** The webhook URL. With the first one comes the signing secret, which is shown once. */
export function WebhookForm({ integration }: { integration: Integration }) {
  const { url } = integration.webhook;
  const [text, setText] = useState(url ?? "");
  const keep = useKeepIntegration();
  const { mutate, isPending, error, reset } = api.useMutation("put", "/integration/webhook");
  const { ready, show, modal } = useNewSecret(reset);
  const problem = error === null ? null : toProblem(error);
  const isAtField = problem?.param === "url";
  const save = async () => {
    await ready();
    mutate(
      { body: { url: text.trim() } },
      {
        onSuccess: ({ secret, integration: saved }) => {
          keep(saved);
          // As the server writes it.
          setText(saved.webhook.url ?? "");
          if (secret === null) notifyDone("The webhook URL is saved.");
          else
            show({
              name: "Signing secret",
              value: secret,
              advice: "Your server verifies deliveries with it.",
            });
        },
      },
    );
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save().catch(notifyFailure);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label="Webhook URL"
          description="Where events are sent. It must use https and be reachable from the internet."
          type="url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://your-site.com/webhooks/wth"
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            if (error !== null) reset();
          }}
          error={isAtField ? `${problem.message} (request id: ${problem.requestId})` : null}
          errorProps={{ role: "alert", className: "break-anywhere" }}
        />
        {problem !== null && !isAtField && <ProblemAlert error={error} />}
        <Group>
          <Button type="submit" loading={isPending} disabled={text.trim() === (url ?? "")}>
            Save
          </Button>
        </Group>
      </Stack>
      {modal}
    </form>
  );
}
