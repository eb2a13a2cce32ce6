import { Anchor, Container } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "../components/empty-state.tsx";

/** Stands where no page is. */
export function NotFound() {
  return (
    <Container component="main" py="xl">
      <EmptyState
        title="There is no page here"
        action={
          <Anchor component={Link} to="/">
            Go to the dashboard
          </Anchor>
        }
      >
        The address may be misspelt, or the page has moved.
      </EmptyState>
    </Container>
  );
}
