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

/** Where a dealer is made: a server for tests, or any other whose database and keys are at hand. */
export type DealerHome = Pick<TestServer, "baseUrl" | "database" | "keyring">;

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
  server: DealerHome,
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
  return { userId, integrationId, apiKey, secret: secret ?? "", call: callWith(server, apiKey) };
}

/** The same dealer after it went live, as its main key acts, and as a test key of its does. */
export async function createLiveDealer(
  server: DealerHome,
  options: TestDealerOptions = {},
): Promise<{ live: TestDealer; test: TestDealer }> {
  const live = await createTestDealer(server, options);
  const { integrationId } = live;
  const apiKey = await server.database.prismaTransaction(async (tx) => {
    await tx.prisma.integration.update({ where: { id: integrationId }, data: { isTestMode: false } });
    return replaceApiKey(tx, integrationId, "test");
  });
  return { live, test: { ...live, apiKey, call: callWith(server, apiKey) } };
}

/** POSTs a body as JSON, under an idempotency key of its own. */
export function postJson(dealer: TestDealer, path: string, body: unknown): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return dealer.call("POST", path, { headers, body: JSON.stringify(body) });
}

function callWith({ baseUrl }: DealerHome, apiKey: string): TestDealer["call"] {
  return (method, path, { headers = {}, body } = {}) =>
    fetch(baseUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
}
