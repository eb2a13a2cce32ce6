import { Accordion, Code, Skeleton, Stack, Table, Text } from "@mantine/core";
import { ProblemAlert } from "../../../components/problem-alert.tsx";
import { CodeSample } from "../code-sample.tsx";
import { type EventTypeDescription, useEventTypes } from "../event-types.ts";
import { Section } from "../section.tsx";

/** Every event type, with what it carries and an example, in the version that the integration is pinned to. */
export function EventCatalogue() {
  const { data, error, refetch } = useEventTypes();
  return (
    <Section title="Event catalogue" about="What each event says, in the API version that you are pinned to.">
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        <Skeleton h={480} aria-label="Loading the events" />
      ) : (
        <Accordion variant="separated" order={3} keepMounted={false} transitionDuration={0}>
          {data.data.map((event) => (
            <Accordion.Item key={event.type} value={event.type}>
              <Accordion.Control>{event.type}</Accordion.Control>
              <Accordion.Panel>
                <EventDetails event={event} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Section>
  );
}

function EventDetails({ event }: { event: EventTypeDescription }) {
  return (
    <Stack>
      <Text size="sm">{withCode(event.description)}</Text>
      <CodeSample name={`Example of ${event.type}`} code={JSON.stringify(event.example, null, 2)} />
      <Table aria-label={`Fields of data in ${event.type}`} className="break-anywhere" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field of data</Table.Th>
            <Table.Th visibleFrom="sm">Type</Table.Th>
            <Table.Th>Meaning</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {event.fields.map(({ path, type, is_required: isRequired, description }) => (
            <Table.Tr key={path}>
              <Table.Td>{path}</Table.Td>
              <Table.Td visibleFrom="sm">
                {type}
                {!isRequired && ", optional"}
              </Table.Td>
              <Table.Td>{withCode(description)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

/** The contract's texts are Markdown: what stands between backticks is code. */
function withCode(text: string) {
  return text.split("`").map((part, n) => (n % 2 === 1 ? <Code key={`${n} ${part}`}>{part}</Code> : part));
}
