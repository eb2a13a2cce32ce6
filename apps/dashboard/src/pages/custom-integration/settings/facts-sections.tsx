import { Anchor, Text } from "@mantine/core";
import { Facts } from "../../../components/facts.tsx";
import { DOCS } from "../docs-links.ts";
import type { Integration } from "../integration.ts";
import { Section } from "../section.tsx";

/** The API version that the integration is pinned to, and what is newer. */
export function VersionSection({ integration }: { integration: Integration }) {
  const { pinned, newer } = integration.api_version;
  return (
    <Section
      title="API version"
      about="Requests are answered, and events are made, in the version that you began with, until you ask for a newer one."
    >
      <Facts
        facts={[
          ["Pinned to", pinned],
          ["Newer versions", newer.length === 0 ? "None: this is the newest." : newer.join(", ")],
        ]}
      />
      <Text size="sm">
        {newer.length > 0 && "Read what has changed, try it in test mode, then ask support to move you. "}
        <Anchor href={DOCS.changelog} inherit>
          Changelog and versioning
        </Anchor>
      </Text>
    </Section>
  );
}

/** How many requests are allowed. */
export function LimitSection({ integration }: { integration: Integration }) {
  const { per_minute: perMinute, is_default: isDefault } = integration.rate_limit;
  return (
    <Section
      title="Rate limit"
      about="Counted over all keys, in any 60 seconds. Beyond it requests get 429 with Retry-After."
    >
      <Facts
        facts={[
          ["Requests a minute", perMinute.toLocaleString()],
          ["Set by", isDefault ? "The default for everybody" : "Support, for you"],
          ["Two for one", "POST /customers/bulk and POST /orders/{id}/cancel count as two requests."],
        ]}
      />
      {isDefault && <Text size="sm">If it is too low for your shop, ask support for a higher one.</Text>}
    </Section>
  );
}
