import { Dealer } from "./dealer.ts";
import { expect, test } from "./fixtures.ts";
import { lookAt } from "./look.ts";

const HOSTILE = '<img src=x onerror="document.title=1">';

/** Clients as a shop reports them: `count` of them, the last one first in the list. */
async function report(dealer: Dealer, count: number, mode: "live" | "test" = "live"): Promise<void> {
  const post = await dealer.connect(mode);
  const customers = Array.from({ length: count }, (_, n) => ({
    external_id: `${mode}-${n}`,
    email: `${mode}${n}@example.com`,
    name: n === 1 ? HOSTILE : `Client ${mode} ${n}`,
  }));
  const response = await post("/customers/bulk", { customers });
  expect(response.status).toBe(200);
}

test("an empty list says where clients come from", async ({ page, context, dealer }) => {
  await dealer.signIn(context);
  await page.goto("/clients");
  await expect(page.getByRole("heading", { name: "No clients yet" })).toBeVisible();
  await lookAt(page, "clients-empty");
});

test("lists, searches, walks the pages and opens a client", async ({ page, context, dealer }) => {
  await report(dealer, 45);
  await dealer.signIn(context);
  await page.goto("/clients");
  const rows = page.getByRole("table", { name: "Clients" }).getByRole("row");
  await expect(rows).toHaveCount(21);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(rows).toHaveCount(41);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(rows).toHaveCount(46);
  await expect(page.getByRole("button", { name: "Show more" })).toBeHidden();
  await lookAt(page, "clients");

  await page.getByRole("searchbox").fill("LIVE44@");
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/\?q=LIVE44%40$/);
  await page.getByRole("link", { name: "Client live 44" }).click();
  const drawer = page.getByRole("dialog", { name: "Client" });
  await expect(drawer).toContainText("live44@example.com");
  await lookAt(page, "client");
  await page.reload();
  await expect(drawer).toContainText("live-44");
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await page.getByRole("searchbox").fill("nobody at all");
  await expect(page.getByRole("heading", { name: "No client matches" })).toBeVisible();
});

test("HTML in a name is text", async ({ page, context, dealer }) => {
  await report(dealer, 2);
  await dealer.signIn(context);
  await page.goto("/clients");
  await expect(page.getByText(HOSTILE)).toBeVisible();
  await expect(page).toHaveTitle(/Clients/);
});

test("works by keyboard alone", async ({ page, context, dealer }) => {
  await report(dealer, 3);
  await dealer.signIn(context);
  await page.goto("/clients");
  await expect(page.getByRole("link", { name: "Client live 2" })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: "Client live 0" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Client" })).toContainText("live0@example.com");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await lookAt(page, "shortcuts");
});

test("test clients are hidden until the dealer wants to see them", async ({ page, context, dealer }) => {
  await report(dealer, 1, "test");
  await dealer.signIn(context);
  await page.goto("/clients");
  await expect(page.getByRole("heading", { name: "No clients yet" })).toBeVisible();
  await expect(page.getByText("are hidden from your dashboard.")).toBeVisible();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitemcheckbox", { name: "Show test data" }).click();
  await expect(page.getByRole("row", { name: /Client test 0/ })).toContainText("Test");
  await expect(page.getByText("are shown with a TEST badge.")).toBeVisible();
  await lookAt(page, "account");
});

test.describe("another dealer's client", () => {
  test.use({ allowedErrors: [/status of 404/] });

  test("is like none, by its id in the URL too", async ({ page, context, dealer, server }) => {
    const stranger = await Dealer.create(server);
    const post = await stranger.connect();
    const created: unknown = await (await post("/customers", { external_id: "x", name: "Stranger" })).json();
    const id = String(Reflect.get(Object(created), "id"));
    await dealer.signIn(context);
    await page.goto(`/clients?client=${id}`);
    await expect(page.getByRole("dialog", { name: "Client" }).getByRole("alert")).toContainText(
      /There is no such object.*req_/s,
    );
    await expect(page.getByText("Stranger")).toBeHidden();
  });
});
