import { Card, Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

/** One thing that can be set, or looked at. */
export interface SectionProps {
  title: string;
  /** What it is for, in a sentence. */
  about?: ReactNode;
  /** Beside the title. */
  badge?: ReactNode;
  children: ReactNode;
}

/** A part of the page with a heading. */
export function Section({ title, about, badge, children }: SectionProps) {
  const id = useId();
  return (
    <Card withBorder padding="md" component="section" aria-labelledby={id}>
      <Stack gap="sm">
        <div>
          <Group gap="xs" justify="space-between">
            <Title order={2} size="h4" id={id}>
              {title}
            </Title>
            {badge}
          </Group>
          {about !== undefined && (
            <Text size="sm" c="dimmed">
              {about}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Card>
  );
}
