import { type PrismaTransaction, statement } from "@wth/database";

/** Parks what an endpoint still has to get. An attempt in flight ends; its retry, if it needs one, is parked too. */
const holdDeliveries = statement<readonly [integrationId: string], Record<never, never>>(
  "hold_deliveries",
  `
WITH held AS (
  UPDATE delivery_queue q SET due_at = 'infinity'
  FROM webhook_endpoints w
  WHERE w.integration_id = $1::uuid AND q.endpoint_id = w.id
  RETURNING q.delivery_id
)
UPDATE webhook_deliveries d SET next_attempt_at = NULL FROM held WHERE d.id = held.delivery_id
`,
);

/** Makes what was parked due again. */
const resumeDeliveries = statement<readonly [integrationId: string], Record<never, never>>(
  "resume_deliveries",
  `
WITH resumed AS (
  UPDATE delivery_queue q SET due_at = date_trunc('milliseconds', now())
  FROM webhook_endpoints w
  WHERE w.integration_id = $1::uuid AND q.endpoint_id = w.id AND q.due_at = 'infinity'
  RETURNING q.delivery_id, q.due_at
)
UPDATE webhook_deliveries d SET next_attempt_at = resumed.due_at FROM resumed WHERE d.id = resumed.delivery_id
`,
);

/** Switches the integration on: the API answers, and deliveries that waited go out. */
export async function enableIntegration(tx: PrismaTransaction, integrationId: string): Promise<void> {
  await tx.prisma.integration.update({ where: { id: integrationId }, data: { isEnabled: true } });
  await tx.run(resumeDeliveries, [integrationId]);
  tx.wakeWorkers();
}

/** Switches the integration off: only `/me` answers, events are still recorded, and deliveries wait. */
export async function disableIntegration(tx: PrismaTransaction, integrationId: string): Promise<void> {
  await tx.prisma.integration.update({ where: { id: integrationId }, data: { isEnabled: false } });
  await tx.run(holdDeliveries, [integrationId]);
}
