import { Button, Code, CopyButton, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { toCurl } from "./curl.ts";
import { pretty } from "./words.ts";

type Form = "pretty" | "raw";

/** What {@link Exchange} shows. */
export interface ExchangeProps {
  delivery: Schemas["DeliveryDetail"];
  /** Undefined: none was made yet. */
  attempt: Schemas["DeliveryAttempt"] | undefined;
}

/** The request of an attempt as it was sent, and its response as it came. All of it is text, whatever it holds. */
export function Exchange({ delivery, attempt }: ExchangeProps) {
  const [form, setForm] = useState<Form>("pretty");
  const inForm = (text: string) => (form === "pretty" ? pretty(text) : text);
  const { request_body: body } = delivery;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <SegmentedControl
          aria-label="How bodies are shown"
          size="xs"
          value={form}
          onChange={(value) => setForm(value === "raw" ? "raw" : "pretty")}
          data={[
            { value: "pretty", label: "Pretty" },
            { value: "raw", label: "Raw" },
          ]}
        />
        {body !== null && <CopyAsCurl delivery={delivery} body={body} />}
      </Group>
      <Title order={3} size="h5">
        Request
      </Title>
      {attempt !== undefined && (
        <TextBlock
          name="Request headers"
          text={attempt.request_headers.map(({ name, value }) => `${name}: ${value}`).join("\n")}
        />
      )}
      <TextBlock
        name="Request body"
        text={body === null ? "The event is no longer kept." : inForm(body)}
        copied={body ?? ""}
      />
      {attempt !== undefined && (
        <>
          <Title order={3} size="h5">
            Response{attempt.response_status === null ? "" : `: HTTP ${attempt.response_status}`}
          </Title>
          {attempt.response_status === null ? (
            <Text size="sm">No response came.</Text>
          ) : (
            <>
              <TextBlock name="Response headers" text={attempt.response_headers} />
              <TextBlock
                name="Response body (the first 4 KB)"
                text={inForm(attempt.response_body_preview)}
                copied={attempt.response_body_preview}
              />
            </>
          )}
        </>
      )}
    </Stack>
  );
}

function TextBlock({ name, text, copied = text }: { name: string; text: string; copied?: string }) {
  return (
    <section aria-label={name}>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        {copied !== "" && (
          <CopyButton value={copied}>
            {({ copied: isCopied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy} aria-label={`Copy: ${name}`}>
                {isCopied ? "Copied" : "Copy"}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
      {/* It scrolls, so the keyboard has to reach it. */}
      <Code
        block
        className="break-anywhere"
        tabIndex={0}
        style={{ whiteSpace: "pre-wrap", maxHeight: 320, overflow: "auto" }}
      >
        {text === "" ? "(empty)" : text}
      </Code>
    </section>
  );
}

/** The request as a command, signed anew: the signature that was sent is too old for any receiver. */
function CopyAsCurl({ delivery, body }: { delivery: Schemas["DeliveryDetail"]; body: string }) {
  const { mutateAsync, isPending } = api.useMutation("post", "/deliveries/{id}/signature");
  const copy = async () => {
    try {
      const { headers } = await mutateAsync({ params: { path: { id: delivery.id } } });
      await navigator.clipboard.writeText(toCurl(delivery.endpoint_url, headers, body));
      notifyDone("Copied. It is signed anew: receivers take it for five minutes.");
    } catch (error) {
      notifyFailure(error);
    }
  };
  return (
    <Button size="xs" variant="default" loading={isPending} onClick={() => void copy()}>
      Copy as cURL
    </Button>
  );
}
