import { randomUUID } from "node:crypto";
import { enableIntegration } from "@wth/server/integration/activation.ts";
import { replaceApiKey } from "@wth/server/integration/api-keys.ts";
import { createDealer } from "@wth/server/integration/create-dealer.ts";
import { findIntegration } from "@wth/server/integration/find.ts";
import { setWebhook } from "@wth/server/integration/webhook.ts";
import type { Environment } from "./environment.ts";

/** A dealer with an enabled integration and a webhook. */
export interface BenchDealer {
  userId: string;
  integrationId: string;
  apiKey: string;
}

/** Makes a dealer as `ops` does. */
export async function makeDealer(
  { database, keyring }: Environment,
  webhookUrl: string,
): Promise<BenchDealer> {
  const email = `bench-${randomUUID()}@example.com`;
  const { id: userId } = await database.prismaTransaction((tx) =>
    createDealer(tx, { email, name: "Bench", plan: "business", passwordHash: null }),
  );
  const { id: integrationId } = await findIntegration(database, userId);
  const apiKey = await database.prismaTransaction(async (tx) => {
    await enableIntegration(tx, integrationId);
    await setWebhook(tx, keyring, integrationId, { url: webhookUrl }, true);
    return replaceApiKey(tx, integrationId, "main");
  });
  await database.prisma.integration.update({
    where: { id: integrationId },
    data: { rateLimitPerMinute: 10_000_000 },
  });
  return { userId, integrationId, apiKey };
}

/** Makes several, each with the webhook that `url` says. */
export async function makeDealers(
  environment: Environment,
  number: number,
  url: (n: number) => string,
): Promise<BenchDealer[]> {
  const dealers: BenchDealer[] = [];
  while (dealers.length < number) dealers.push(await makeDealer(environment, url(dealers.length)));
  return dealers;
}
