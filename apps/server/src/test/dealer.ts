import { randomUUID } from "node:crypto";
import type { ApiKeyKind, Plan } from "@wth/database";
import { enableIntegration } from "../integration/activation.ts";
import { replaceApiKey } from "../integration/api-keys.ts";
import { createDealer } from "../integration/create-dealer.ts";
import { findIntegration } from "../integration/find.ts";
import { setWebhook } from "../integration/webhook.ts";
import { addSampleInventory } from "../sample/inventory.ts";
import type { TestServer } from "./server.ts";

/** A dealer ready for tests. */
export interface TestDealer {
  userId: string;
  integrationId: string;
  apiKey: string;
  /** The webhook's signing secret; empty when there is no webhook. */
  secret: string;
  /** Calls the API with this dealer's key. POSTs get an idempotency key unless one is given. */
  call(
    method: string,
    path: string,
    init?: { headers?: Record<string, string>; body?: string },
  ): Promise<Response>;
}

/** How the dealer differs from one on the Business plan, enabled, without listings and webhook. */
export interface TestDealerOptions {
  plan?: Plan;
  enabled?: boolean;
  listings?: number;
  webhookUrl?: string;
  keyKind?: ApiKeyKind;
}

/** Makes a dealer through the same functions that `ops` uses. */
export async function createTestDealer(
  server: TestServer,
  options: TestDealerOptions = {},
): Promise<TestDealer> {
  const { database, keyring } = server;
  const dealer = {
    email: `dealer-${randomUUID()}@example.com`,
    name: "Test Watches",
    plan: options.plan ?? "business",
    passwordHash: null,
  } as const;
  const { id: userId } = await database.prismaTransaction((tx) => createDealer(tx, dealer));
  const { id: integrationId } = await findIntegration(database, userId);
  const { apiKey, secret } = await database.prismaTransaction(async (tx) => {
    if (options.enabled !== false) await enableIntegration(tx, integrationId);
    await addSampleInventory(tx, userId, options.listings ?? 0);
    const { webhookUrl: url } = options;
    return {
      apiKey: await replaceApiKey(tx, integrationId, options.keyKind ?? "main"),
      secret: url === undefined ? null : await setWebhook(tx, keyring, integrationId, { url }, true),
    };
  });
  return {
    userId,
    integrationId,
    apiKey,
    secret: secret ?? "",
    call: (method, path, { headers = {}, body } = {}) =>
      fetch(server.baseUrl + path, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
      }),
  };
}
