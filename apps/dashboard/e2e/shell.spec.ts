import { expect, test } from "./fixtures.ts";
import { lookAt, SIZES } from "./look.ts";

test("the sidebar leads to each page", async ({ page, context, dealer }) => {
  await dealer.signIn(context);
  await page.goto("/");
  for (const [name, title] of [
    ["Inventory", "Inventory"],
    ["Orders", "Orders"],
    ["Clients", "Clients"],
    ["Custom Integration", "Custom Integration"],
  ] as const) {
    await page.getByRole("navigation").getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(title));
  }
});

test("on a phone the sidebar is behind a button", async ({ page, context, dealer }) => {
  await dealer.signIn(context);
  await page.setViewportSize(SIZES.phone);
  await page.goto("/clients");
  const link = page.getByRole("navigation").getByRole("link", { name: "Orders" });
  await expect(link).toBeHidden();
  await page.getByRole("button", { name: "Open the navigation" }).click();
  await link.click();
  await expect(page).toHaveURL(/\/orders$/);
  await expect(link).toBeHidden();
});

test("a theme that was chosen stays", async ({ page, context, dealer }) => {
  await dealer.signIn(context);
  await page.goto("/clients");
  const scheme = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
  expect(await scheme()).toBe("light");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(scheme).toBe("dark");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  await expect.poll(scheme).toBe("light");
  await page.reload();
  await expect.poll(scheme).toBe("light");
});

test.describe("a page that is not there", () => {
  test.use({ allowedErrors: [/status of 404/] });

  test("says so, and leads back", async ({ page }) => {
    await page.goto("/no/such/page");
    await expect(page.getByRole("heading", { name: "There is no page here" })).toBeVisible();
    await lookAt(page, "not-found");
  });
});

test.describe("without a connection", () => {
  test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED/] });

  test("says that the server cannot be reached, and tries again when told to", async ({
    page,
    context,
    dealer,
  }) => {
    await dealer.signIn(context);
    await page.goto("/inventory");
    await expect(page.getByRole("heading", { name: "Inventory", level: 1 })).toBeVisible();
    await page.route("**/dashboard/api/clients*", (route) => route.abort("internetdisconnected"));
    await page.getByRole("navigation").getByRole("link", { name: "Clients" }).click();
    await expect(page.getByRole("alert")).toContainText("The server cannot be reached.");
    await page.unroute("**/dashboard/api/clients*");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "No clients yet" })).toBeVisible();
  });
});
