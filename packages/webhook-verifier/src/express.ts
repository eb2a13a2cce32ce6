import { type Answer, receive, TOO_LARGE, type WebhookHandler, type WebhookOptions } from "./adapter.ts";
import type { RawBody } from "./body.ts";
import type { HeaderRecord } from "./header.ts";
import { readBytes } from "./read-body.ts";

export type { WebhookHandler, WebhookOptions } from "./adapter.ts";

/** What is used of a request of Express, or of Connect and whatever else builds on Node's `IncomingMessage`. */
export interface ExpressRequest extends AsyncIterable<Uint8Array> {
  readonly headers: HeaderRecord;
  /** What a body parser has left, if one ran. */
  readonly body?: unknown;
  /** Where some platforms keep the bytes beside what they parsed. */
  readonly rawBody?: unknown;
  readonly readableEnded: boolean;
}

/** What is used of a response. */
export interface ExpressResponse {
  statusCode: number;
  end(text?: string): unknown;
}

/**
 * A receiver as a handler of Express. It reads the raw body itself: put it before `express.json()`, or use `express.raw()`.
 * Answers 204 when the event was handled, 400 with the code when it was refused, 413 to a body of more than 1 MB, of which
 * the rest is not read, and 500 with the code when the receiver is set up wrongly. What the handler throws goes to `next`,
 * and the platform delivers again.
 *
 * @example
 * app.post("/webhooks/wth", webhookHandler({ secrets: process.env.WTH_WEBHOOK_SECRET }, handleEvent));
 */
export function webhookHandler<Request extends ExpressRequest>(
  options: WebhookOptions<Request>,
  handler: WebhookHandler<Request>,
): (request: Request, response: ExpressResponse, next: (error?: unknown) => void) => Promise<void> {
  return async (request, response, next) => {
    let answer: Answer;
    try {
      const body = await rawBody(request);
      answer =
        body === undefined ? TOO_LARGE : await receive(options, handler, request, request.headers, body);
    } catch (error) {
      next(error);
      return;
    }
    response.statusCode = answer.status;
    response.end(answer.text);
  };
}

/** The body's bytes, or what was parsed of them, which will be refused; `undefined` when there are too many. */
async function rawBody(request: ExpressRequest): Promise<RawBody | undefined> {
  // `verify` refuses whatever is not raw, with advice.
  const given = request.rawBody ?? request.body ?? (request.readableEnded ? {} : undefined);
  return given === undefined ? readBytes(request) : (given as RawBody);
}
