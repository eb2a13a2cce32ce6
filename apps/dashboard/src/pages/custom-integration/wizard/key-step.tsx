import { Alert, Button, Code, Group, Stack, Text } from "@mantine/core";
import { ProblemAlert } from "../../../components/problem-alert.tsx";
import { CodeSample } from "../code-sample.tsx";
import type { Integration } from "../integration.ts";
import { meWithCurl } from "../samples.ts";
import { useApiKey } from "../use-api-key.tsx";

/** The first step: an API key. */
export function KeyStep({ integration }: { integration: Integration }) {
  const { make, isPending, error, modal } = useApiKey();
  const { main } = integration.api_keys;
  return (
    <Stack>
      <Text>Your shop sends it with each request to the API. It is shown once; keep it on your server.</Text>
      {error !== null && <ProblemAlert error={error} />}
      {main === null ? (
        <Group>
          <Button onClick={() => make("main")} loading={isPending}>
            Generate API key
          </Button>
        </Group>
      ) : (
        <>
          <Alert color="teal" title="You have an API key">
            It begins with <Code>{main.prefix}</Code>. If it is lost, regenerate it in the settings.
          </Alert>
          <CodeSample name="Try it" code={meWithCurl(integration)} />
        </>
      )}
      {modal}
    </Stack>
  );
}
