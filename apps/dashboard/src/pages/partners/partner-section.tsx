import { Button, Text } from "@mantine/core";
import { useState } from "react";
import type { Schemas } from "../../api/client.ts";
import { Section } from "../custom-integration/section.tsx";
import { KeyCard } from "./key-card.tsx";
import { NewKeyDialog } from "./new-key-dialog.tsx";
import { RevokeDialog } from "./revoke-dialog.tsx";

/** A partner, as its page shows it. */
export type Partner = Schemas["Partner"];

/** A key of a partner. */
export type PartnerKey = Schemas["PartnerKey"];

/** One partner: its keys, and what can be done about them. */
export function PartnerSection({ partner }: { partner: Partner }) {
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<PartnerKey | null>(null);
  const { name, branch, dealers, keys } = partner;
  return (
    <Section
      title={name}
      about={`Branch ${branch}, with ${dealers === 1 ? "one dealer" : `${dealers} dealers`}.`}
      badge={
        <Button variant="default" onClick={() => setMaking(true)} aria-label={`Make a key for ${name}`}>
          Make a key
        </Button>
      }
    >
      {keys.length === 0 && <Text size="sm">There is no key yet, so the partner cannot do anything.</Text>}
      {keys.map((key) => (
        <KeyCard key={key.id} partnerKey={key} onRevoke={() => setRevoking(key)} />
      ))}
      <NewKeyDialog partner={partner} opened={isMaking} onClose={() => setMaking(false)} />
      <RevokeDialog partnerKey={revoking} onClose={() => setRevoking(null)} />
    </Section>
  );
}
