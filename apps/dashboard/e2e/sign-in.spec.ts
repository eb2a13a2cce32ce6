import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { lookAt } from "./look.ts";

async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail address" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const openAccount = (page: Page) => page.getByRole("button", { name: /^Account of/ }).click();

test("signs in, leads to the page that was wanted, and signs out", async ({ page, dealer }) => {
  await page.goto("/clients?q=anna");
  await expect(page).toHaveURL(/\/login\?return=/);
  await fillIn(page, dealer.email.toUpperCase(), dealer.password);
  await expect(page).toHaveURL(/\/clients\?q=anna$/);
  await expect(page.getByRole("heading", { name: "Clients", level: 1 })).toBeVisible();

  await page.goto("/login");
  await expect(page).toHaveURL(/\/channels\/custom$/);

  await openAccount(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login$/);
  await page.goto("/clients");
  await expect(page).toHaveURL(/\/login/);
});

test("looks right, and says what is missing", async ({ page }) => {
  await page.goto("/login");
  await expect(page).toHaveTitle(/Sign in/);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Enter your e-mail address.")).toBeVisible();
  await expect(page.getByText("Enter your password.")).toBeVisible();
  await lookAt(page, "sign-in");
});

test("does not lead away from the dashboard", async ({ page, dealer, server }) => {
  await page.goto("/login?return=//evil.example/");
  await fillIn(page, dealer.email, dealer.password);
  await expect(page).toHaveURL(`${server.url}/channels/custom`);
});

test.describe("with a wrong password", () => {
  test.use({ allowedErrors: [/status of 401/] });

  test("says what happened, what to do and the request id", async ({ page, dealer }) => {
    await page.goto("/login");
    await fillIn(page, dealer.email, "not the password");
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("This e-mail address and password do not go together.");
    await expect(alert).toContainText(/Request id: req_[0-9a-f]{32}/);
    await lookAt(page, "sign-in-refused");
    await fillIn(page, dealer.email, dealer.password);
    await expect(page).toHaveURL(/\/channels\/custom$/);
  });
});

test.describe("when the session has ended", () => {
  test.use({ allowedErrors: [/status of 401/] });

  test("leads to the sign-in page, and back again", async ({ page, context, dealer }) => {
    await dealer.signIn(context);
    await page.goto("/clients");
    await expect(page.getByRole("heading", { name: "Clients", level: 1 })).toBeVisible();
    // The operator sets another password: that ends every session of the dealer.
    const password = "another password";
    await dealer.ops("dealer", "set-password", "--password", password);
    await page.getByRole("searchbox").fill("anna");
    await expect(page).toHaveURL(/\/login\?return=%2Fclients/);
    await fillIn(page, dealer.email, password);
    await expect(page).toHaveURL(/\/clients\?q=anna$/);
  });
});

test("the sample dealer signs in with what the start printed", async ({ page, server }) => {
  const output = server.process.output();
  const [, email = ""] = /Sample dealer +(\S+)/.exec(output) ?? [];
  const [, password = ""] = /Password +(\S+)/.exec(output) ?? [];
  await page.goto("/");
  await fillIn(page, email, password);
  await expect(page).toHaveURL(/\/channels\/custom$/);
  await expect(page.getByRole("button", { name: "Account of Sample Watches" })).toBeVisible();
});
