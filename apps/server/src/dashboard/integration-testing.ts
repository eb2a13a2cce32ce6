import { expect } from "vitest";
import { isRecord } from "../http/document.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import type { IntegrationSettings } from "./integration-settings.ts";
import {
  type Browser,
  createDashboardDealer,
  type DashboardDealer,
  readDashboard,
  signedInBrowser,
} from "./testing.ts";

/** A dealer without keys and webhook, who is signed in. */
export interface SignedInDealer {
  dealer: DashboardDealer;
  browser: Browser;
}

/** Makes one, as `ops dealer create` does: disabled, without a webhook; but with a main key. */
export async function newSignedInDealer(
  server: TestServer,
  options: Parameters<typeof createDashboardDealer>[1] = { enabled: false },
): Promise<SignedInDealer> {
  const dealer = await createDashboardDealer(server, options);
  return { dealer, browser: await signedInBrowser(server, dealer) };
}

/** Another process on the same database, which keeps the owners of keys in memory for a minute. */
export function startRemembering(server: TestServer): Promise<TestServer> {
  return startTestServer({}, { keyCacheMs: 60_000 }, server.database.url);
}

/** The settings as the page gets them. */
export async function settingsOf(browser: Browser): Promise<IntegrationSettings> {
  return toSettings(await readDashboard("getIntegration", await browser.call("GET", "/integration")));
}

/** The settings in an answer that has been compared with the contract. */
export function toSettings(value: unknown): IntegrationSettings {
  if (!isRecord(value) || value.object !== "integration_settings") throw new Error("These are no settings.");
  // Safe: the answer it comes from has been compared with the contract.
  return value as unknown as IntegrationSettings;
}

/** Changes settings. @returns them as they are now. */
export async function patch(browser: Browser, body: object): Promise<IntegrationSettings> {
  const response = await browser.call("PATCH", "/integration", { body });
  expect(response.status).toBe(200);
  return toSettings(await readDashboard("updateIntegration", response));
}

/** Makes an API key. */
export async function makeKey(browser: Browser, kind: "main" | "test"): Promise<string> {
  const response = await browser.call("POST", "/integration/api_keys", { body: { kind } });
  expect(response.status).toBe(201);
  return String((await readDashboard("createApiKey", response)).api_key);
}

/** Saves the webhook URL. @returns the signing secret, if it was the first. */
export async function saveUrl(browser: Browser, url: string): Promise<string | null> {
  const response = await browser.call("PUT", "/integration/webhook", { body: { url } });
  expect(response.status).toBe(200);
  const { secret } = await readDashboard("saveWebhook", response);
  return typeof secret === "string" ? secret : null;
}

/** Rotates the signing secret. */
export async function rotate(
  browser: Browser,
  body: object,
): Promise<{ secret: string; endedGrace: unknown; integration: IntegrationSettings }> {
  const response = await browser.call("POST", "/integration/signing_secret", { body });
  expect(response.status).toBe(201);
  const answer = await readDashboard("rotateSigningSecret", response);
  const { ended_grace: endedGrace } = answer;
  return { secret: String(answer.secret), endedGrace, integration: toSettings(answer.integration) };
}
