import { Anchor, Center, Group, Loader, Stack, Tabs } from "@mantine/core";
import { ProblemAlert } from "../../../components/problem-alert.tsx";
import { CodeSample } from "../code-sample.tsx";
import { DOCS } from "../docs-links.ts";
import { type Integration, useIntegration } from "../integration.ts";
import { listingsWithCurl, meWithCurl, pingWithCurl, sdkSample, verifierSample } from "../samples.ts";
import { Section } from "../section.tsx";
import { EventCatalogue } from "./event-catalogue.tsx";
import { WildcardPreview } from "./wildcard-preview.tsx";

const LINKS = [
  { href: DOCS.home, label: "API documentation" },
  { href: DOCS.webhooks, label: "Webhooks and signatures" },
  { href: DOCS.errors, label: "Errors" },
  { href: DOCS.changelog, label: "Changelog and versioning" },
  { href: DOCS.openapi, label: "OpenAPI 3.1 document" },
] as const;

/** Where to read more, programs to begin with, and every event. */
export function DocsTab() {
  const { data: integration, error, refetch } = useIntegration();
  return (
    <Stack>
      <Section title="Documentation">
        <Group component="nav" aria-label="Documentation" gap="md">
          {LINKS.map(({ href, label }) => (
            <Anchor key={href} href={href}>
              {label}
            </Anchor>
          ))}
        </Group>
      </Section>
      {error !== null && integration === undefined && (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      )}
      {integration === undefined ? (
        error === null && (
          <Center mih={200}>
            <Loader aria-label="Loading the samples" />
          </Center>
        )
      ) : (
        <>
          <Samples integration={integration} />
          <WildcardPreview subscriptions={integration.webhook.subscribed_events} />
        </>
      )}
      <EventCatalogue />
    </Stack>
  );
}

function Samples({ integration }: { integration: Integration }) {
  return (
    <Section
      title="Quick samples"
      about="With your key in WTH_API_KEY and your signing secret in WTH_WEBHOOK_SECRET."
    >
      <Tabs defaultValue="curl" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="curl">cURL</Tabs.Tab>
          <Tabs.Tab value="sdk">SDK</Tabs.Tab>
          <Tabs.Tab value="verifier">Verifier</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="curl" pt="sm">
          <Stack>
            <CodeSample name="Who am I" code={meWithCurl(integration)} />
            <CodeSample name="Send a test event" code={pingWithCurl(integration)} />
            <CodeSample name="Read the listings" code={listingsWithCurl(integration)} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="sdk" pt="sm">
          <CodeSample name="Listings and an order, in Node.js" code={sdkSample(integration)} />
        </Tabs.Panel>
        <Tabs.Panel value="verifier" pt="sm">
          <CodeSample name="Verify the signature in Node.js" code={verifierSample} />
        </Tabs.Panel>
      </Tabs>
    </Section>
  );
}
