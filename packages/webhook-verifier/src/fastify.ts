import { receive, type WebhookHandler, type WebhookOptions } from "./adapter.ts";
import type { RawBody } from "./body.ts";
import type { HeaderRecord } from "./header.ts";

export type { WebhookHandler, WebhookOptions } from "./adapter.ts";

/** What is used of a request of Fastify. */
export interface FastifyRequest {
  readonly headers: HeaderRecord;
  readonly body: unknown;
  readonly params: unknown;
}

/** What is used of a reply. */
export interface FastifyReply {
  code(status: number): FastifyReply;
  send(text?: string): unknown;
}

/** What is used of an instance of Fastify. */
export interface FastifyInstance {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    contentType: string,
    options: { parseAs: "buffer" },
    parser: (
      request: FastifyRequest,
      body: Uint8Array,
      done: (error: null, body: Uint8Array) => void,
    ) => void,
  ): unknown;
  post(path: string, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>): unknown;
}

/** Where to receive, and what to do. */
export interface WebhookPluginOptions extends WebhookOptions<FastifyRequest> {
  /** The path of the route, such as `/webhooks/wth`. */
  readonly path: string;
  readonly handler: WebhookHandler<FastifyRequest>;
}

/**
 * A receiver as a plugin of Fastify. Its route gets the raw body; other routes keep their parsers. Answers 204 when the
 * event was handled, 400 with the code when it was refused, and 500 with it when the receiver is set up wrongly. What the
 * handler throws goes to Fastify's error handler, and the platform delivers again.
 *
 * @example
 * await app.register(webhookPlugin, { path: "/webhooks/wth", secrets: process.env.WTH_WEBHOOK_SECRET, handler });
 */
export function webhookPlugin(
  instance: FastifyInstance,
  { path, handler, ...options }: WebhookPluginOptions,
  done: () => void,
): void {
  // Within a plugin both concern its own routes only.
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  instance.post(path, async (request, reply) => {
    // `verify` refuses whatever is not raw.
    const body = request.body as RawBody;
    const { status, text } = await receive(options, handler, request, request.headers, body);
    return reply.code(status).send(text);
  });
  done();
}
