import { receive, TOO_LARGE, toResponse, type WebhookHandler, type WebhookOptions } from "./adapter.ts";
import { readRequest } from "./read-body.ts";

export type { WebhookHandler, WebhookOptions } from "./adapter.ts";

/**
 * A receiver for whatever serves fetch `Request`s: workers, Deno, Bun, Remix, SvelteKit, Astro. Answers 204 when the event
 * was handled, 400 with the code when it was refused, 413 to a body of more than 1 MB, of which the rest is not read, and 500
 * with the code when the receiver is set up wrongly.
 *
 * @throws (rejects) with what the handler throws, so that the platform delivers again
 *
 * @example
 * Bun.serve({ routes: { "/webhooks/wth": { POST: webhookHandler({ secrets }, (event) => console.log(event.type)) } } });
 */
export function webhookHandler(
  options: WebhookOptions<Request>,
  handler: WebhookHandler<Request>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    // It has nothing left then, and an empty body would look like a wrong signature.
    if (request.bodyUsed)
      throw new TypeError("The body was read before: verify first, or hand on request.clone()");
    const body = await readRequest(request);
    return toResponse(
      body === undefined ? TOO_LARGE : await receive(options, handler, request, request.headers, body),
    );
  };
}
