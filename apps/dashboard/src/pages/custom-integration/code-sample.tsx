import { Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";

/** A program or text to copy. @param props.name what it is, for who cannot see it. */
export function CodeSample({ name, code }: { name: string; code: string }) {
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy} aria-label={`Copy: ${name}`}>
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
      </Group>
      {/* It is scrolled by keyboard too. */}
      <Code block mah={360} tabIndex={0} role="group" aria-label={name} style={{ overflow: "auto" }}>
        {code}
      </Code>
    </Stack>
  );
}
