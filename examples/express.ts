// A receiver with Express:  npm install express @watchtraderhub/webhook-verifier
//   WTH_WEBHOOK_SECRET=whsec_… node express.ts

import { handleOnce, memoryEventStore } from "@watchtraderhub/webhook-verifier/dedupe";
import { type WebhookHandler, webhookHandler } from "@watchtraderhub/webhook-verifier/express";
import express from "express";

const handleEvent: WebhookHandler<express.Request> = (event) => {
  switch (event.type) {
    case "order.received":
      console.log(`${event.type} ${event.id}: ${event.data.object.line_items.length} item(s)`);
      break;
    default: // other events, also those added later
      console.log(`${event.type} ${event.id}`);
  }
};

const app = express();
// Before express.json(), which would leave nothing of the bytes that were signed.
app.post(
  "/webhooks/wth",
  webhookHandler(
    {
      secrets: process.env.WTH_WEBHOOK_SECRET,
      onRefused: ({ code }) => console.log(`refused: ${code}`),
    },
    // In the memory of this process: with more than one, use a table (see the package's README).
    handleOnce(memoryEventStore(), handleEvent),
  ),
);
app.use(express.json());

app.listen(Number(process.env.PORT ?? 8080), () => console.log("waiting for deliveries"));
