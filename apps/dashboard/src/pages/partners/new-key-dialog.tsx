import { Button, Group, Modal, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { notifyFailure } from "../../components/notify.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useNewSecret } from "../custom-integration/use-new-secret.tsx";
import { TYPE_NAMES } from "./key-card.tsx";
import type { Partner, PartnerKey } from "./partner-section.tsx";
import { useKeepPartner } from "./partners.ts";

type KeyType = PartnerKey["type"];

const ABOUT: Readonly<Record<KeyType, string>> = {
  branch: "Covers every dealer of the branch: orders, offers and webhooks.",
  personal: "Covers the dealers of one user, in the same way.",
  public: "Only reads the branch's offers. It may be in a page that everybody sees.",
};
const TYPES: readonly KeyType[] = ["branch", "personal", "public"];

/** What {@link NewKeyDialog} shows. */
export interface NewKeyDialogProps {
  partner: Partner;
  opened: boolean;
  onClose: () => void;
}

/** Asks which key to make, makes it, and shows it once. */
export function NewKeyDialog({ partner, opened, onClose }: NewKeyDialogProps) {
  const keep = useKeepPartner();
  const { mutate, isPending, error, reset } = api.useMutation("post", "/partners/{id}/keys");
  const { ready, show, modal } = useNewSecret(reset);
  const close = () => {
    reset();
    onClose();
  };
  const make = async (type: KeyType, email: string) => {
    await ready();
    const body = type === "personal" ? { type, user_email: email } : { type };
    mutate(
      { params: { path: { id: partner.id } }, body },
      {
        onSuccess: ({ api_key: value, partner: changed }) => {
          keep(changed);
          const advice = "Hand it to the partner over a channel that you trust.";
          show({ name: TYPE_NAMES[type], value, advice });
          onClose();
        },
      },
    );
  };
  return (
    <>
      <Modal
        opened={opened}
        onClose={close}
        title={`A new key for ${partner.name}`}
        centered
        keepMounted={false}
      >
        <KeyForm
          isPending={isPending}
          error={error}
          onCancel={close}
          onMake={(type, email) => void make(type, email).catch(notifyFailure)}
        />
      </Modal>
      {modal}
    </>
  );
}

interface KeyFormProps {
  isPending: boolean;
  error: unknown;
  onCancel: () => void;
  onMake: (type: KeyType, email: string) => void;
}

function KeyForm({ isPending, error, onCancel, onMake }: KeyFormProps) {
  const [type, setType] = useState<KeyType>("branch");
  const [email, setEmail] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onMake(type, email.trim());
      }}
    >
      <Stack>
        <Radio.Group
          label="What it covers"
          value={type}
          onChange={(value) => setType(TYPES.find((each) => each === value) ?? "branch")}
        >
          <Stack gap="xs" mt="xs">
            {TYPES.map((each) => (
              <Radio key={each} value={each} label={TYPE_NAMES[each]} description={ABOUT[each]} />
            ))}
          </Stack>
        </Radio.Group>
        {type === "personal" && (
          <TextInput
            label="E-mail address of the user"
            type="email"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
        {error !== undefined && error !== null && <ProblemAlert error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Not now
          </Button>
          <Button type="submit" loading={isPending}>
            Make the key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
