import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** What a list says when there is nothing in it. */
export interface EmptyStateProps {
  title: string;
  /** Why there is nothing, and what to do next. */
  children: ReactNode;
  /** A button or link that does it. */
  action?: ReactNode;
}

/** Stands in the place of a list that is empty. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" ta="center">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text maw={480}>{children}</Text>
      {action}
    </Stack>
  );
}
