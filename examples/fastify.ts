// A receiver with Fastify:  npm install fastify @watchtraderhub/webhook-verifier
//   WTH_WEBHOOK_SECRET=whsec_… node fastify.ts

import { webhookPlugin } from "@watchtraderhub/webhook-verifier/fastify";
import fastify from "fastify";

const app = fastify();
await app.register(webhookPlugin, {
  path: "/webhooks/wth",
  secrets: process.env.WTH_WEBHOOK_SECRET,
  onRefused: ({ code }) => console.log(`refused: ${code}`),
  handler: (event) => console.log(`${event.type} ${event.id}`),
});

await app.listen({ port: Number(process.env.PORT ?? 8080) });
console.log("waiting for deliveries");
