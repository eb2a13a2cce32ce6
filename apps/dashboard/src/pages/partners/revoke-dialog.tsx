import { api } from "../../api/client.ts";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { notifyDone } from "../../components/notify.tsx";
import type { PartnerKey } from "./partner-section.tsx";
import { useKeepPartner } from "./partners.ts";

/** Asks before a key is revoked. @param props.partnerKey null: the dialog is closed. */
export function RevokeDialog({
  partnerKey,
  onClose,
}: {
  partnerKey: PartnerKey | null;
  onClose: () => void;
}) {
  const keep = useKeepPartner();
  const { mutate, isPending, error, reset } = api.useMutation("delete", "/partner_keys/{id}");
  const close = () => {
    reset();
    onClose();
  };
  const webhooks = partnerKey?.webhooks.length ?? 0;
  return (
    <ConfirmDialog
      opened={partnerKey !== null}
      title={`Revoke ${partnerKey?.prefix ?? ""}…?`}
      confirm="Revoke"
      danger
      pending={isPending}
      error={error}
      onClose={close}
      onConfirm={() => {
        if (partnerKey === null) return;
        const params = { path: { id: partnerKey.id } };
        mutate(
          { params },
          {
            onSuccess: (partner) => {
              keep(partner);
              notifyDone("The key is revoked.");
              close();
            },
          },
        );
      }}
    >
      It stops working at once
      {webhooks > 0 && `, and its ${webhooks === 1 ? "webhook is" : `${webhooks} webhooks are`} deleted`}.
      This cannot be undone.
    </ConfirmDialog>
  );
}
