import { lazy, type ReactNode, Suspense, useState } from "react";
import type { NewSecret } from "../../components/secret-modal.tsx";

const load = () => import("../../components/secret-modal.tsx");

const SecretModal = lazy(async () => ({ default: (await load()).SecretModal }));

/** What shows a new secret. */
export interface NewSecretModal {
  /** To be waited for before a secret is asked for: one that comes and cannot be shown would be lost. */
  ready: () => Promise<unknown>;
  show: (secret: NewSecret) => void;
  /** To be rendered wherever it is used. */
  modal: ReactNode;
}

/**
 * Shows a secret that was just made, once: it is in the state of this component, and nowhere when the dealer has it.
 *
 * @param onGone the dealer has it: to reset the mutation that it came with.
 */
export function useNewSecret(onGone: () => void): NewSecretModal {
  const [secret, setSecret] = useState<NewSecret | null>(null);
  const forget = () => {
    setSecret(null);
    onGone();
  };
  const modal = (
    <Suspense>
      <SecretModal secret={secret} onGone={forget} />
    </Suspense>
  );
  return { ready: load, show: setSecret, modal };
}
