import { List, Text, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { useEventTypes } from "../event-types.ts";
import { Section } from "../section.tsx";
import { ALWAYS_DELIVERED, EVERYTHING, matches, namespacesOf } from "../subscriptions.ts";

/** What a subscription takes in, before it is chosen. @param props.subscriptions those that there are. */
export function WildcardPreview({ subscriptions }: { subscriptions: readonly string[] }) {
  const { data } = useEventTypes();
  const [text, setText] = useState(EVERYTHING);
  const choices = useId();
  const types = data?.data.map(({ type }) => type) ?? [];
  const subscription = text.trim();
  const matched = types.filter((type) => matches(subscription, type));
  const isActive = subscriptions.includes(subscription);
  return (
    <Section title="What a subscription matches" about="Try *, a namespace such as order.*, or one type.">
      <TextInput
        label="Subscription"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        list={choices}
        autoComplete="off"
        maw={360}
      />
      <datalist id={choices}>
        {[EVERYTHING, ...namespacesOf(types).map(([namespace]) => namespace), ...types].map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <div aria-live="polite">
        <Text size="sm">
          {matched.length === 0
            ? "Matches no event type. It cannot be saved."
            : `Matches ${matched.length} of ${types.length} event types${isActive ? "; you are subscribed to it" : ""}.`}
        </Text>
        <List size="sm" mt="xs" aria-label="Matching event types">
          {matched.map((type) => (
            <List.Item key={type}>{type}</List.Item>
          ))}
        </List>
      </div>
      {!matched.includes(ALWAYS_DELIVERED) && (
        <Text size="sm">{ALWAYS_DELIVERED} is delivered all the same, when you ask for it.</Text>
      )}
    </Section>
  );
}
