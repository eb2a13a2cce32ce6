import { expect, type Page } from "@playwright/test";
import { safeVerify } from "@watchtraderhub/webhook-verifier";
import type { Received } from "@wth/server/test/receiver.ts";
import type { Dealer } from "./dealer.ts";
import type { DashboardServer } from "./server.ts";

/** What the modal shows, once it has been saved and is gone. */
export async function takeSecret(page: Page, name: string): Promise<string> {
  const modal = page.getByRole("dialog", { name: `${name}: shown only now` });
  const secret = (await modal.getByTestId("secret").textContent()) ?? "";
  await expect(modal.getByRole("button", { name: "Done" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await modal.getByRole("checkbox", { name: "I have saved it" }).check();
  await modal.getByRole("button", { name: "Done" }).click();
  await expect(modal).toBeHidden();
  await expectGone(page, secret);
  return secret;
}

/** Expects that nothing in the browser has the secret: not the page, its address, its history or any storage. */
export async function expectGone(page: Page, secret: string): Promise<void> {
  const kept = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const stores = [
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      databases,
      await caches.keys(),
    ];
    const fields = [...document.querySelectorAll("input")].map(({ value }) => value);
    return [document.documentElement.outerHTML, location.href, JSON.stringify(stores), ...fields].join("\n");
  });
  expect(kept).not.toContain(secret.slice(12));
}

/** Whether a delivery verifies with a secret. */
export const isSignedBy = ({ body, headers }: Received, secret: string) =>
  safeVerify({ body, headers, secrets: secret }).ok;

/** Calls of the public API with a key. */
export function caller(server: DashboardServer, key: string) {
  return (method: string, path: string, body?: object) =>
    fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(method === "POST" ? { "idempotency-key": crypto.randomUUID() } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

/** A dealer whose integration is set up, on and live, and who is signed in. @returns the signing secret. */
export async function setUp(dealer: Dealer, page: Page, url: string): Promise<string> {
  const made = await dealer.ops("integration", "set-webhook", "--url", url);
  await dealer.connect();
  await dealer.signIn(page.context());
  await page.goto("/channels/custom");
  await page.getByRole("button", { name: "Skip the set-up" }).click();
  await expect(page.getByRole("heading", { name: "State" })).toBeVisible();
  return String(Reflect.get(Object(made), "secret"));
}

/** The header of every page, with the badge of the integration. */
export const badge = (page: Page) => page.getByRole("banner").first();
/** Opens a tab of the Custom Integration. */
export const openTab = (page: Page, name: string) => page.getByRole("tab", { name }).click();
