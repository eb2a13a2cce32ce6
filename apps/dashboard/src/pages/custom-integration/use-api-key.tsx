import type { ReactNode } from "react";
import { api } from "../../api/client.ts";
import { notifyFailure } from "../../components/notify.tsx";
import { useKeepIntegration } from "./integration.ts";
import { useNewSecret } from "./use-new-secret.tsx";

/** The kind of an API key. */
export type KeyKind = "main" | "test";

/** What each kind is called. */
export const KEY_NAMES: Readonly<Record<KeyKind, string>> = { main: "API key", test: "Test key" };

/** Makes API keys, and shows each once. */
export function useApiKey(): {
  make: (kind: KeyKind, onDone?: () => void, onError?: (error: unknown) => void) => void;
  isPending: boolean;
  error: unknown;
  reset: () => void;
  modal: ReactNode;
} {
  const keep = useKeepIntegration();
  const { mutate, isPending, error, reset } = api.useMutation("post", "/integration/api_keys");
  const { ready, show, modal } = useNewSecret(reset);
  const make = async (kind: KeyKind, onDone = () => {}, onError: (error: unknown) => void = () => {}) => {
    await ready();
    mutate(
      { body: { kind } },
      {
        onSuccess: ({ api_key: value, integration }) => {
          keep(integration);
          show({ name: KEY_NAMES[kind], value, advice: "Keep it on your server, as you keep a password." });
          onDone();
        },
        onError,
      },
    );
  };
  return {
    make: (kind, onDone, onError) => void make(kind, onDone, onError).catch(notifyFailure),
    isPending,
    error,
    reset,
    modal,
  };
}
