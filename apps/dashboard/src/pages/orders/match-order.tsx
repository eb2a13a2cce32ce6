import { Badge, Button, Group, Loader, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { nameOf } from "../inventory/put-item.ts";
import { useOrderChange } from "./use-order-change.ts";

const DEBOUNCE_MS = 250;

type Suggestion = Schemas["MatchSuggestion"];

/** Why a watch is suggested, in words. */
const REASONS: Readonly<Record<NonNullable<Suggestion["reason"]>, string>> = {
  same_reference: "Same reference",
  similar_reference: "Similar reference",
  same_price: "Same price",
};

/** Watches that a pending order may be for, the likeliest first; one of them sells it. */
export function MatchOrder({ order }: { order: Schemas["DealerOrder"] }) {
  const [text, setText] = useState("");
  const [q] = useDebouncedValue(text.trim(), DEBOUNCE_MS);
  const { data, error, refetch } = api.useQuery(
    "get",
    "/orders/{id}/suggestions",
    { params: { path: { id: order.id }, query: q === "" ? {} : { q } } },
    { placeholderData: (previous) => previous },
  );
  const done = useOrderChange();
  const match = api.useMutation("put", "/orders/{id}/match", done("The order is matched."));
  return (
    <Stack component="section" gap="sm" aria-label="Match to a watch">
      <Title order={3} size="h5">
        Match to a watch
      </Title>
      {order.is_test && <Text size="sm">This is a test order: matching it changes no watch.</Text>}
      <TextInput
        aria-label="Search the watches for sale"
        placeholder="Brand, model or reference"
        maxLength={200}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {match.error !== null && <ProblemAlert error={match.error} />}
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loader aria-label="Looking for watches" />}
      {data?.data.length === 0 && (
        <Text size="sm">
          {q === ""
            ? "No watch is for sale. Add it to the inventory, then match the order."
            : "No watch for sale has this in its brand, model or reference."}
        </Text>
      )}
      {data?.data.map((suggestion) => (
        <SuggestedWatch
          key={suggestion.listing.id}
          suggestion={suggestion}
          pending={match.isPending}
          onMatch={() =>
            match.mutate({ params: { path: { id: order.id } }, body: { listing_id: suggestion.listing.id } })
          }
        />
      ))}
    </Stack>
  );
}

function SuggestedWatch({
  suggestion: { listing, reason },
  pending,
  onMatch,
}: {
  suggestion: Suggestion;
  pending: boolean;
  onMatch: () => void;
}) {
  const name = nameOf(listing);
  return (
    <Group justify="space-between" wrap="nowrap">
      <div className="break-anywhere">
        <Text size="sm">{name}</Text>
        <Group gap="xs">
          <Text size="sm">{listing.price.amount_formatted}</Text>
          {reason !== null && (
            <Badge variant="default" radius="sm">
              {REASONS[reason]}
            </Badge>
          )}
        </Group>
      </div>
      <Button
        size="xs"
        variant="default"
        style={{ flexShrink: 0 }}
        disabled={pending}
        onClick={onMatch}
        aria-label={`Match to ${name}`}
      >
        Match
      </Button>
    </Group>
  );
}
