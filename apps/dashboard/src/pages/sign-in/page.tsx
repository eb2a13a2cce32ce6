import { Button, Card, Center, PasswordInput, Stack, TextInput, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { api } from "../../api/client.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { returnPath } from "../../session/return-to.ts";
import { setSession } from "../../session/session.ts";

/** The sign-in page: leads on to where the dealer wanted to go. */
export function SignInPage() {
  useDocumentTitle("Sign in · WatchTraderHub");
  const { return: wanted } = useSearch({ from: "/login" });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [missing, setMissing] = useState<readonly string[]>([]);
  const { mutate, error, isPending } = api.useMutation("post", "/session", {
    onSuccess: async (session) => {
      setSession(queryClient, session);
      await navigate({ href: returnPath(wanted), replace: true });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { email: String(form.get("email")).trim(), password: String(form.get("password")) };
    const empty = Object.entries(body).flatMap(([name, value]) => (value === "" ? [name] : []));
    setMissing(empty);
    if (empty.length === 0) mutate({ body });
  };
  return (
    <Center mih="100dvh" p="md" component="main">
      <Card withBorder padding="lg" w="100%" maw={400}>
        <form onSubmit={submit} noValidate>
          <Stack>
            <Title order={1} size="h3">
              Sign in to WatchTraderHub
            </Title>
            {error !== null && <ProblemAlert error={error} />}
            <TextInput
              label="E-mail address"
              type="email"
              name="email"
              autoComplete="username"
              error={missing.includes("email") && "Enter your e-mail address."}
            />
            <PasswordInput
              label="Password"
              name="password"
              autoComplete="current-password"
              visibilityToggleButtonProps={{ "aria-label": "Show or hide the password" }}
              error={missing.includes("password") && "Enter your password."}
            />
            <Button type="submit" loading={isPending} fullWidth>
              Sign in
            </Button>
          </Stack>
        </form>
      </Card>
    </Center>
  );
}
