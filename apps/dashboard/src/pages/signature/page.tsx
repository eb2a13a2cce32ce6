import { Anchor, Button, Group, PasswordInput, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { OutcomeAlert } from "../../components/outcome-alert.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { type Diagnosis, diagnose, type Pasted } from "./diagnose.ts";

const EMPTY: Pasted = { header: "", body: "", secret: "" };
const MONOSPACE = { input: { fontFamily: "var(--mantine-font-family-monospace)" } };

/** Says which part of a signature is wrong. What is pasted stays in this page: it is in no request, URL or storage. */
export function SignaturePage() {
  const [pasted, setPasted] = useState(EMPTY);
  const [diagnosis, setDiagnosis] = useState<Diagnosis | null>(null);
  const paste = (part: keyof Pasted, text: string) => {
    setPasted((now) => ({ ...now, [part]: text }));
    setDiagnosis(null);
  };
  const check = async (event: FormEvent) => {
    event.preventDefault();
    setDiagnosis(await diagnose(pasted));
  };
  const errorOf = (part: keyof Pasted) =>
    diagnosis?.wrong?.split(" or ").includes(part) ? diagnosis.title : undefined;
  return (
    <Stack maw={760}>
      <PageHeader title="Signature debugger">
        <Anchor renderRoot={(props) => <Link to="/channels/custom/deliveries" {...props} />}>
          Back to the deliveries
        </Anchor>
      </PageHeader>
      <Text>
        Paste what your receiver got, and see which part is wrong: the time, the body or the secret. It is
        checked here, in your browser: nothing that you paste leaves it.
      </Text>
      <form onSubmit={(event) => void check(event)} autoComplete="off">
        <Stack>
          <TextInput
            label="Header"
            description="The value of X-WTH-Signature."
            placeholder="t=…,v1=…"
            styles={MONOSPACE}
            spellCheck={false}
            value={pasted.header}
            error={errorOf("header") ?? (diagnosis?.wrong === "time" ? diagnosis.title : undefined)}
            onChange={({ currentTarget }) => paste("header", currentTarget.value)}
          />
          <Textarea
            label="Body"
            description="The raw body, exactly as it was received."
            autosize
            minRows={5}
            maxRows={16}
            styles={MONOSPACE}
            spellCheck={false}
            value={pasted.body}
            error={errorOf("body")}
            onChange={({ currentTarget }) => paste("body", currentTarget.value)}
          />
          <PasswordInput
            label="Signing secret"
            description="whsec_…, as your receiver has it."
            autoComplete="off"
            styles={MONOSPACE}
            visibilityToggleButtonProps={{ "aria-label": "Show the secret" }}
            value={pasted.secret}
            error={errorOf("secret")}
            onChange={({ currentTarget }) => paste("secret", currentTarget.value)}
          />
          <Group>
            <Button type="submit">Check the signature</Button>
            <Button
              variant="default"
              onClick={() => {
                setPasted(EMPTY);
                setDiagnosis(null);
              }}
            >
              Clear
            </Button>
          </Group>
        </Stack>
      </form>
      {diagnosis !== null && (
        <OutcomeAlert isGood={diagnosis.wrong === null} title={diagnosis.title}>
          {diagnosis.advice}
        </OutcomeAlert>
      )}
    </Stack>
  );
}
