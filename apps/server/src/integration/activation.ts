import { statement, type Transaction } from "@wth/database";

/** Parks what an endpoint still has to get; a row that is being attempted is parked by its next claim. */
const holdDeliveries = statement<readonly [integrationId: string], Record<never, never>>(
  "hold_deliveries",
  `
UPDATE delivery_queue q SET due_at = 'infinity', lease_token = NULL
FROM webhook_endpoints w
WHERE w.integration_id = $1::uuid AND q.endpoint_id = w.id AND q.lease_token IS NULL
`,
);

/** Makes what was parked due again. */
const resumeDeliveries = statement<readonly [integrationId: string], Record<never, never>>(
  "resume_deliveries",
  `
UPDATE delivery_queue q SET due_at = date_trunc('milliseconds', now())
FROM webhook_endpoints w
WHERE w.integration_id = $1::uuid AND q.endpoint_id = w.id AND q.due_at = 'infinity'
`,
);

/** Switches the integration on: the API answers, and deliveries that waited go out. */
export async function enableIntegration(tx: Transaction, integrationId: string): Promise<void> {
  await tx.prisma.integration.update({ where: { id: integrationId }, data: { isEnabled: true } });
  await tx.run(resumeDeliveries, [integrationId]);
  tx.wakeWorkers();
}

/** Switches the integration off: only `/me` answers, events are still recorded, and deliveries wait. */
export async function disableIntegration(tx: Transaction, integrationId: string): Promise<void> {
  await tx.prisma.integration.update({ where: { id: integrationId }, data: { isEnabled: false } });
  await tx.run(holdDeliveries, [integrationId]);
}
