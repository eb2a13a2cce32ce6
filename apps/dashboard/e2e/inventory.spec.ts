import type { Page } from "@playwright/test";
import { Dealer } from "./dealer.ts";
import { expect, test } from "./fixtures.ts";
import { lookAt, SIZES } from "./look.ts";

const HOSTILE = '<img src=x onerror="document.title=1">';

const rows = (page: Page) => page.getByRole("table", { name: "Inventory" }).getByRole("row");
const drawer = (page: Page, name: string) => page.getByRole("dialog", { name, exact: true });

test("an empty list says what to do, and a watch is added", async ({ page, context, dealer }) => {
  await dealer.signIn(context);
  await page.goto("/inventory");
  await expect(page.getByRole("heading", { name: "No watches yet" })).toBeVisible();
  await lookAt(page, "inventory-empty");
  await page.getByRole("button", { name: "Add your first watch" }).click();
  const form = drawer(page, "Add watch");
  await form.getByRole("button", { name: "Add watch" }).click();
  await expect(form.getByText("Enter the brand.")).toBeVisible();
  await expect(form.getByText("Enter a price in USD.")).toBeVisible();
  await form.getByRole("textbox", { name: "Brand" }).fill("Omega");
  await form.getByRole("textbox", { name: "Model" }).fill(HOSTILE);
  await form.getByRole("textbox", { name: "Price" }).fill("1500");
  await form.getByRole("combobox", { name: "Currency" }).selectOption("JPY");
  await form.getByRole("textbox", { name: "Photos" }).fill("http://x.test/a.jpg");
  await form.getByRole("button", { name: "Add watch" }).click();
  await expect(form.getByText("Enter one address a line")).toBeVisible();
  await lookAt(page, "inventory-add");
  await form.getByRole("textbox", { name: "Photos" }).fill("https://x.test/a.jpg\nhttps://x.test/b.jpg");
  await form.getByRole("button", { name: "Add watch" }).click();
  await expect(form).toBeHidden();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).last()).toContainText(`Omega ${HOSTILE}`);
  await expect(rows(page).last()).toContainText("¥1,500");
  await expect(page).toHaveTitle(/Inventory/);
});

test("lists, searches, filters, and edits what was changed only", async ({ page, context, server }) => {
  const dealer = await Dealer.create(server, 30);
  await dealer.signIn(context);
  await page.goto("/inventory");
  await expect(rows(page)).toHaveCount(21);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(rows(page)).toHaveCount(31);
  await lookAt(page, "inventory");

  await page.getByRole("searchbox").fill("rolex sub");
  await expect(rows(page)).toHaveCount(2);
  await expect(page).toHaveURL(/q=rolex/);
  await page.getByRole("link", { name: "Rolex Submariner Date" }).click();
  const form = drawer(page, "Watch");
  await expect(form.getByRole("textbox", { name: "Price" })).toHaveValue("12,000");
  await form.getByRole("textbox", { name: "Price" }).fill("11,999.99");
  await lookAt(page, "inventory-item");
  const [request] = await Promise.all([
    page.waitForRequest((each) => each.method() === "PATCH"),
    form.getByRole("button", { name: "Save changes" }).click(),
  ]);
  expect(request.postDataJSON()).toEqual({ price: { amount: 1_199_999, currency: "USD" } });
  await expect(rows(page).last()).toContainText("$11,999.99");
  await page.keyboard.press("Escape");

  await page.getByRole("combobox", { name: "Channel" }).selectOption("off");
  await expect(page.getByRole("heading", { name: "No watch matches" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Channel" })).toHaveValue("off");
});

test.describe("a switch that the server refuses", () => {
  test.use({ allowedErrors: [/status of 409|ERR_INTERNET_DISCONNECTED/] });

  test("goes back, and says why", async ({ page, context, server }) => {
    const dealer = await Dealer.create(server, 1);
    await dealer.signIn(context);
    await page.goto("/inventory");
    const channel = page.getByRole("switch");
    await expect(channel).toBeChecked();

    // Without a connection: at once off, then on again.
    let fail = () => {};
    const failed = new Promise<void>((resolve) => {
      fail = resolve;
    });
    await page.route("**/channel", async (route) => {
      await failed;
      await route.abort("internetdisconnected");
    });
    await channel.click();
    await expect(channel).not.toBeChecked();
    fail();
    await expect(page.getByRole("alert")).toContainText("The server cannot be reached.");
    await expect(channel).toBeChecked();
    await page.unroute("**/channel");

    // Somebody else was faster: what is shown in the end is what is.
    const other = await context.newPage();
    await other.goto("/inventory");
    await other.getByRole("switch").click();
    await expect(other.getByRole("switch")).not.toBeChecked();
    await channel.click();
    await expect(page.getByRole("alert").last()).toContainText("Somebody else was faster");
    await expect(channel).not.toBeChecked();
  });
});

test("stays quick with 10,000 watches: a page of them is there at a time", async ({
  page,
  context,
  server,
}) => {
  const dealer = await Dealer.create(server, 10_000, "enterprise");
  await dealer.signIn(context);
  await page.goto("/inventory");
  await expect(rows(page).nth(1)).toBeVisible();
  const onePage = await rows(page).count();
  expect(onePage).toBeLessThanOrEqual(101);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(rows(page)).toHaveCount(2 * onePage - 1);
  // Among all of them, and one of the oldest: it is on no page that was loaded.
  const asked = page.waitForResponse((response) => response.url().includes("q=submariner"));
  await page.getByRole("searchbox").fill("submariner");
  const { startTime, responseEnd } = (await asked).request().timing();
  expect((await asked).status()).toBe(200);
  await expect(rows(page).nth(1)).toContainText("Submariner");
  expect(responseEnd, `asked at ${startTime}`).toBeLessThan(5_000);
  const channel = page.getByRole("switch").first();
  await channel.click();
  await expect(channel).not.toBeChecked();
});

test("works by keyboard, and on a phone", async ({ page, context, server }) => {
  const dealer = await Dealer.create(server, 3);
  await dealer.signIn(context);
  await page.setViewportSize(SIZES.phone);
  await page.goto("/inventory");
  await expect(rows(page)).toHaveCount(4);
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const form = drawer(page, "Watch");
  await form.getByRole("textbox", { name: "Brand" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(form.getByRole("textbox", { name: "Brand" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(form).toBeHidden();
  const channel = page.getByRole("switch").first();
  await channel.focus();
  await page.keyboard.press("Space");
  await expect(channel).not.toBeChecked();
});

test.describe("another dealer's watch", () => {
  test.use({ allowedErrors: [/status of 404/] });

  test("is like none, by its id in the URL too", async ({ page, context, dealer, server }) => {
    const stranger = await Dealer.create(server, 1);
    await stranger.signIn(context);
    await page.goto("/inventory");
    await page.getByRole("link", { name: /Rolex/ }).click();
    await expect(drawer(page, "Watch").getByRole("textbox", { name: "Brand" })).toHaveValue("Rolex");
    const theirs = page.url();
    await context.clearCookies();
    await dealer.signIn(context);
    await page.goto(theirs);
    await expect(drawer(page, "Watch").getByRole("alert")).toContainText(/There is no such object.*req_/s);
  });
});

test.describe("more than the plan has room for", () => {
  test.use({ allowedErrors: [/status of 403/] });

  test("is refused, with the ways out, and what was typed stays", async ({ page, context, server }) => {
    const dealer = await Dealer.create(server, 250);
    await dealer.signIn(context);
    await page.goto("/inventory?item=new");
    const form = drawer(page, "Add watch");
    await form.getByRole("textbox", { name: "Brand" }).fill("Rolex");
    await form.getByRole("textbox", { name: "Model" }).fill("Explorer");
    await form.getByRole("textbox", { name: "Price" }).fill("7000");
    await form.getByRole("button", { name: "Add watch" }).click();
    await expect(form.getByRole("alert")).toContainText(/250 watches.*as sold.*Enterprise/s);
    await expect(form.getByRole("textbox", { name: "Model" })).toHaveValue("Explorer");
  });
});
