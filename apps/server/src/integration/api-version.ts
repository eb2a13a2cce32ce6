import type { PrismaTransaction } from "@wth/database";
import type { ApiVersions } from "../versions/api-versions.ts";

/**
 * Pins the integration to another API version: from now on it is answered, and its events are recorded, in that one.
 * Events that are recorded already, and stored answers to POSTs, stay as they are.
 *
 * @throws {UnknownVersionError} naming the versions that there are.
 */
export async function setApiVersion(
  tx: PrismaTransaction,
  versions: ApiVersions,
  integrationId: string,
  date: string,
): Promise<void> {
  const { date: apiVersion } = versions.pinned(date);
  await tx.prisma.integration.update({ where: { id: integrationId }, data: { apiVersion } });
}
