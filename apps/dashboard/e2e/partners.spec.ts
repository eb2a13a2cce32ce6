import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures.ts";
import { lookAt } from "./look.ts";

test("a superadmin makes a key, sees what is registered with it, and revokes it", async ({
  page,
  context,
  dealer,
  server,
}) => {
  const branch = `Branch ${randomUUID()}`;
  const [email, password] = [`admin-${randomUUID()}@example.com`, randomUUID()];
  await server.ops("superadmin", "create", "--email", email, "--password", password);
  await server.ops("partner", "create", "--name", "Exchange", "--branch", branch);
  await dealer.ops("dealer", "set-branch", "--branch", branch);
  const signedIn = await context.request.post(`${server.url}/dashboard/api/session`, {
    headers: { origin: server.url },
    data: { email, password },
  });
  expect(signedIn.ok()).toBe(true);

  await page.goto("/");
  await page.getByRole("link", { name: "Partners" }).click();
  const partner = page.getByRole("region", { name: "Exchange" }).filter({ hasText: branch });
  await expect(partner).toContainText("with one dealer");
  await partner.getByRole("button", { name: "Make a key for Exchange" }).click();
  const dialog = page.getByRole("dialog", { name: "A new key for Exchange" });
  await dialog.getByRole("radio", { name: "Personal key" }).check();
  await dialog.getByLabel("E-mail address of the user").fill("nobody@example.com");
  await lookAt(page, "partner-key-new");
  await dialog.getByLabel("E-mail address of the user").fill(dealer.email);
  await dialog.getByRole("button", { name: "Make the key" }).click();
  const secret = page.getByRole("dialog", { name: "Personal key: shown only now" });
  const key = (await secret.getByTestId("secret").textContent()) ?? "";
  expect(key).toMatch(/^sk_personal_\w{32}$/);
  await secret.getByRole("checkbox", { name: "I have saved it" }).check();
  await secret.getByRole("button", { name: "Done" }).click();
  await expect(partner).toContainText(dealer.email);

  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const registered = await fetch(`${server.url}/api/v1/partner/webhooks`, {
    method: "POST",
    headers,
    body: JSON.stringify({ url: "https://example.com/webhooks/exchange", events: ["order.created"] }),
  });
  expect(registered.status).toBe(201);
  await page.reload();
  await expect(partner.getByRole("table", { name: "Webhooks" })).toContainText(
    "example.com/webhooks/exchange",
  );
  await expect(page.locator("body")).not.toContainText(key);
  await lookAt(page, "partners");

  await partner.getByRole("button", { name: /^Revoke sk_personal_/ }).click();
  const confirm = page.getByRole("dialog", { name: /^Revoke sk_personal_/ });
  await expect(confirm).toContainText("its webhook is deleted");
  await confirm.getByRole("button", { name: "Revoke" }).click();
  await expect(partner).toContainText("There is no key yet");
  expect((await fetch(`${server.url}/api/v1/partner/offers`, { headers })).status).toBe(401);
});

test("a dealer has no such page", async ({ page, context, dealer }) => {
  await dealer.signIn(context);
  await page.goto("/partners");
  await expect(page.getByRole("heading", { name: "For superadmins only" })).toBeVisible();
  await expect(
    page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Partners" }),
  ).toBeHidden();
});
