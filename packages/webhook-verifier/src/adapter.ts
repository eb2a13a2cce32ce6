import { verify, WebhookVerificationError } from "@watchtraderhub/webhook-verifier";
import type { RawBody } from "./body.ts";
import { type AsyncVerifyInput, DEFAULT_TOLERANCE_SECONDS, type VerifiedDelivery } from "./checks.ts";
import type { WebhookVerificationErrorCode } from "./errors.ts";
import type { WebhookEvent } from "./generated/events.ts";
import type { SignatureSource } from "./header.ts";
import { parseEvent } from "./parse-event.ts";

type Secrets = AsyncVerifyInput["secrets"];

/** How an adapter verifies. */
export interface WebhookOptions<Context>
  extends Pick<AsyncVerifyInput, "toleranceSeconds" | "now" | "replayStore"> {
  /**
   * The signing secret, or several during a rotation; or a function that finds them for a request, where they are known only
   * then (the bindings of a worker) or differ (one receiver for several dealers).
   */
  readonly secrets: Secrets | ((context: Context) => Secrets | Promise<Secrets>);
  /** Told about each delivery that was refused, to log or count it. */
  readonly onRefused?: ((error: WebhookVerificationError, context: Context) => void) | undefined;
}

/**
 * What to do with an event. The delivery is answered with 204 once this is done; if it throws or rejects, the framework
 * answers with its 500, and the platform delivers the event again later. Keep it under ten seconds.
 *
 * @param delivery when it was signed, and with which of the secrets
 * @param context the framework's own request or context
 */
export type WebhookHandler<Context> = (
  event: WebhookEvent,
  delivery: VerifiedDelivery,
  context: Context,
) => unknown;

/** What to answer: a status, and as text why it was refused. */
export interface Answer {
  readonly status: number;
  readonly text?: string;
}

/** The answer to more than any delivery has. */
export const TOO_LARGE: Answer = { status: 413, text: "body_too_large" };

/** These are mistakes of the receiver, not of the sender. */
const OWN_MISTAKES: readonly WebhookVerificationErrorCode[] = ["parsed_body", "weak_secret"];

/**
 * What every adapter does once it has the body: verifies, claims, parses, calls the handler.
 *
 * @throws whatever the handler, the replay store or `secrets` throws, and SyntaxError for a signed body that is no event
 */
export async function receive<Context>(
  options: WebhookOptions<Context>,
  handler: WebhookHandler<Context>,
  context: Context,
  headers: SignatureSource,
  body: RawBody,
): Promise<Answer> {
  const { replayStore, ...checks } = options;
  let delivery: VerifiedDelivery;
  try {
    const secrets = typeof options.secrets === "function" ? await options.secrets(context) : options.secrets;
    delivery = await verify({ ...checks, body, headers, secrets });
    // Asked here, because it may answer with a promise, for which `verify` cannot wait on Node.
    const lifetime = 2 * (options.toleranceSeconds ?? DEFAULT_TOLERANCE_SECONDS) + 1;
    if (replayStore && (await replayStore.claim(delivery.signature, lifetime)) !== true)
      throw new WebhookVerificationError("replayed", "Accepted before");
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    options.onRefused?.(error, context);
    return { status: OWN_MISTAKES.includes(error.code) ? 500 : 400, text: error.code };
  }
  await handler(parseEvent(body), delivery, context);
  return { status: 204 };
}

/** An answer as a fetch `Response`. */
export function toResponse({ status, text }: Answer): Response {
  return new Response(text ?? null, { status });
}
