/**
 * A receiver for a route handler of Next.js (`app/…/route.ts`), on its Node and its edge runtime.
 *
 * @example
 * export const POST = webhookHandler({ secrets: process.env.WTH_WEBHOOK_SECRET }, (event) => console.log(event.type));
 *
 * @packageDocumentation
 */
export { type WebhookHandler, type WebhookOptions, webhookHandler } from "./fetch.ts";
