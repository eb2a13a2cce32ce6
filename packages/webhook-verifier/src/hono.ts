import { receive, TOO_LARGE, toResponse, type WebhookHandler, type WebhookOptions } from "./adapter.ts";
import { readRequest } from "./read-body.ts";

export type { WebhookHandler, WebhookOptions } from "./adapter.ts";

/** What is used of Hono's `Context`. */
export interface HonoContext {
  readonly req: { readonly raw: Request };
}

/**
 * A receiver as a handler of Hono. Answers 204 when the event was handled, 400 with the code when it was refused, 413 to a
 * body of more than 1 MB, of which the rest is not read, and 500 with the code when the receiver is set up wrongly. The body
 * is read then: the handler has the event, and cannot read it from the context again.
 *
 * @throws (rejects) with what the handler throws: Hono's `onError` answers, and the platform delivers again
 *
 * @example
 * app.post("/webhooks/wth", webhookHandler({ secrets: (context) => context.env.WTH_WEBHOOK_SECRET }, handleEvent));
 */
export function webhookHandler<Context extends HonoContext>(
  options: WebhookOptions<Context>,
  handler: WebhookHandler<Context>,
): (context: Context) => Promise<Response> {
  return async (context) => {
    const { raw } = context.req;
    // Hono would make a body that was read as JSON from the object again: other bytes than were signed.
    if (raw.bodyUsed)
      throw new TypeError("The body was read before: register the webhook's route before what reads it");
    const body = await readRequest(raw);
    return toResponse(
      body === undefined ? TOO_LARGE : await receive(options, handler, context, raw.headers, body),
    );
  };
}
