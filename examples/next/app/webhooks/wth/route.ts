// A receiver as a route handler of Next.js, for its Node and its edge runtime:  npm install @watchtraderhub/webhook-verifier
// The secret stands in .env.local as WTH_WEBHOOK_SECRET.

import { webhookHandler } from "@watchtraderhub/webhook-verifier/next";

export const POST = webhookHandler(
  {
    secrets: process.env.WTH_WEBHOOK_SECRET,
    onRefused: ({ code }) => console.log(`refused: ${code}`),
  },
  (event) => console.log(`${event.type} ${event.id}`),
);
