// A receiver with Hono, here on Node:  npm install hono @hono/node-server @watchtraderhub/webhook-verifier
//   WTH_WEBHOOK_SECRET=whsec_… node hono.ts
// On Cloudflare Workers `export default app` takes the place of serve(), and the secret comes from the bindings:
//   secrets: (context) => context.env.WTH_WEBHOOK_SECRET

import { serve } from "@hono/node-server";
import { webhookHandler } from "@watchtraderhub/webhook-verifier/hono";
import { Hono } from "hono";

const app = new Hono();
app.post(
  "/webhooks/wth",
  webhookHandler(
    {
      secrets: process.env.WTH_WEBHOOK_SECRET,
      onRefused: ({ code }) => console.log(`refused: ${code}`),
    },
    (event) => console.log(`${event.type} ${event.id}`),
  ),
);

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 8080) }, () =>
  console.log("waiting for deliveries"),
);
