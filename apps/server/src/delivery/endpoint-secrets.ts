import type { ClaimedDelivery } from "@wth/database";
import type { Log } from "../log.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { secretContext } from "../secrets/webhook-secret.ts";
import { type SigningSecret, signingSecret } from "./sign.ts";

/** How many opened secrets are kept ready; the oldest goes first. */
const KEPT = 10_000;
/** How often an endpoint whose secret cannot be opened is named in the log at most. */
const SAY_AGAIN_MS = 5 * 60_000;

/** Opens the signing secrets of endpoints, and keeps those that it has opened. */
export class EndpointSecrets {
  readonly #keyring: Keyring;
  readonly #log: Log;
  readonly #opened = new Map<string, SigningSecret>();
  /** When an endpoint was last named in the log. */
  readonly #said = new Map<string, number>();

  constructor({ keyring, log }: { keyring: Keyring; log: Log }) {
    this.#keyring = keyring;
    this.#log = log;
  }

  /**
   * The live secrets of a claimed delivery's endpoint, the newest first.
   *
   * @returns null when one cannot be opened: it cannot be sent now, its lease runs out, and it is claimed again.
   */
  open(row: Pick<ClaimedDelivery, "endpoint_id" | "secret" | "previous_secret">): SigningSecret[] | null {
    const { endpoint_id: endpointId, secret, previous_secret: previous } = row;
    try {
      const newest = this.#open(secret, endpointId);
      return previous === null ? [newest] : [newest, this.#open(previous, endpointId)];
    } catch (error) {
      this.#say(endpointId, error);
      return null;
    }
  }

  #open(sealed: string, endpointId: string): SigningSecret {
    // By endpoint: a sealed text that was copied to another one's row must not open there.
    const place = `${endpointId} ${sealed}`;
    const kept = this.#opened.get(place);
    if (kept !== undefined) return kept;
    const opened = signingSecret(this.#keyring.open(sealed, secretContext(endpointId)));
    keep(this.#opened, place, opened);
    return opened;
  }

  #say(endpointId: string, error: unknown): void {
    const now = performance.now();
    const saidAt = this.#said.get(endpointId);
    if (saidAt !== undefined && now - saidAt < SAY_AGAIN_MS) return;
    this.#said.delete(endpointId);
    keep(this.#said, endpointId, now);
    this.#log.error(
      { endpoint_id: endpointId, err: error },
      "Deliveries wait: their endpoint's signing secret cannot be opened.",
    );
  }
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.size >= KEPT) {
    const [oldest] = map.keys();
    if (oldest !== undefined) map.delete(oldest);
  }
  map.set(key, value);
}
