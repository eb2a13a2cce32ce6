import path from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow, SIZES, THEMES } from "../../dashboard/e2e/look.ts";
import { expect, test } from "./fixtures.ts";

const SCREENSHOTS = path.resolve(import.meta.dirname, "../screenshots");

/** One of each kind of page, and those with the longest words. */
const KINDS: readonly [name: string, where: string, title: string][] = [
  ["overview", "/docs/api", "Custom Integration API"],
  ["quickstart", "/docs/api/quickstart", "Quickstart"],
  ["webhooks", "/docs/api/webhooks", "Webhooks"],
  ["errors", "/docs/api/errors", "Errors"],
  ["events", "/docs/api/events", "Event catalogue"],
  ["sdk", "/docs/api/sdk", "SDK"],
  ["partner", "/docs/api/partner", "Partner API"],
  ["operations", "/docs/api/operations", "Operations"],
  ["reference", "/docs/api/reference", "API reference"],
  ["operation", "/docs/api/reference/orders/create-order", "Report an order"],
  ["webhook", "/docs/api/reference/webhooks/order-received", "order.received"],
];

for (const [name, where, title] of KINDS) {
  test(`${name} is readable in both themes, and on a phone`, async ({ page }) => {
    await page.goto(where);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await lookAt(page, name);
  });
}

test.describe("a page that there is not", () => {
  test.use({ allowedErrors: [/404/] });
  test("says so, and where to go", async ({ page }) => {
    const response = await page.goto("/docs/api/no/such/page");
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No such page");
    await lookAt(page, "not-found");
    await page.getByRole("link", { name: "overview" }).click();
    await expect(page).toHaveURL(/\/docs\/api$/);
  });
});

test("an error's doc_url scrolls to what is said about it", async ({ page }) => {
  await page.goto("/docs/api/errors#key_reused_with_different_body");
  await expect(page.getByRole("heading", { name: "key_reused_with_different_body" })).toBeInViewport();
  await page.goto("/docs/api/errors#errors-too_many_requests");
  await expect(page.getByRole("heading", { name: "too_many_requests" })).toBeInViewport();
});

for (const theme of THEMES) {
  test(`code has colours, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto("/docs/api/quickstart");
    const words = page.locator('pre[data-language="ts"] .ec-line span');
    const colours = await words.evaluateAll((spans) => spans.map((span) => getComputedStyle(span).color));
    expect(new Set(colours).size).toBeGreaterThan(3);
  });
}

test("a page is also there as Markdown", async ({ page, request }) => {
  await page.goto("/docs/api/idempotency");
  const link = page.getByRole("link", { name: "This page as Markdown" });
  const markdown = await request.get((await link.getAttribute("href")) ?? "");
  expect(markdown.headers()["content-type"]).toBe("text/markdown; charset=utf-8");
  expect(await markdown.text()).toMatch(/^# Idempotency\n/);
});

test("the navigation leads through the pages, also on a phone", async ({ page }) => {
  await page.setViewportSize(SIZES.phone);
  await page.goto("/docs/api");
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Rate limits" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rate limits");
  await expectNoOverflow(page);
});

test("a theme that was chosen stays", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/docs/api");
  await page.getByRole("combobox", { name: "Select theme" }).first().selectOption("dark");
  await page.goto("/docs/api/errors");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

/** Looks at a page in each theme and size: nothing serious for axe, nothing wider than the window, and a screenshot. */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: path.join(SCREENSHOTS, `${name}-${theme}-${size}.png`) });
      await expectNoOverflow(page);
      await expect.poll(() => unreachableCode(page)).toBe(0);
      await expectAccessible(page);
    }
  }
}

/** How many blocks of code are scrolled and not reached by keyboard: a script sees to it, a moment after each new size. */
function unreachableCode(page: Page): Promise<number> {
  return page
    .locator("pre")
    .evaluateAll(
      (blocks) =>
        blocks.filter((block) => block.scrollWidth > block.clientWidth && !block.hasAttribute("tabindex"))
          .length,
    );
}
