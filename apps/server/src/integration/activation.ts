import { markDisabled, markEnabled, type PrismaTransaction, type Transaction } from "@wth/database";
import { settleBatch } from "../holding/settle.ts";

/**
 * Switches the integration on: the API answers, and deliveries that waited go out, in the order in which they were made. An
 * endpoint that was disabled for failing is enabled too. The first of what waited is resumed in the same transaction, and
 * the rest, if there is more than a batch, by the workers.
 */
export async function enableIntegration(tx: Transaction, integrationId: string): Promise<void> {
  for (const { endpoint_id } of await tx.run(markEnabled, [integrationId]))
    await settleBatch(tx, endpoint_id);
}

/**
 * Switches the integration off: only `/me` answers, events are still recorded, and deliveries wait. The first of them are
 * put on hold in the same transaction, and the rest, if there is more than a batch, by the workers.
 */
export async function disableIntegration(tx: Transaction, integrationId: string): Promise<void> {
  for (const { endpoint_id } of await tx.run(markDisabled, [integrationId]))
    await settleBatch(tx, endpoint_id);
}

/**
 * Puts the integration into test mode, or live. Its main key acts in that mode from its next request on; a test key always
 * acts in test mode.
 */
export async function setTestMode(
  tx: PrismaTransaction,
  integrationId: string,
  isTestMode: boolean,
): Promise<void> {
  await tx.prisma.integration.update({ where: { id: integrationId }, data: { isTestMode } });
}
