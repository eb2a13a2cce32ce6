import { expect, test } from "./fixtures.ts";

/** What people look for, and the page that tells about it. */
const SEARCHES: readonly [words: string, page: string][] = [
  ["key_reused_with_different_body", "/docs/api/errors"],
  ["X-WTH-Signature", "/docs/api/webhooks"],
  ["test mode", "/docs/api/test-mode"],
];

for (const [words, where] of SEARCHES) {
  test(`the search finds ${words}`, async ({ page }) => {
    await page.goto("/docs/api");
    await page.getByRole("button", { name: "Search" }).click();
    await page
      .getByRole("searchbox")
      .or(page.getByRole("textbox", { name: "Search" }))
      .first()
      .fill(words);
    const results = page.locator(".pagefind-ui__result");
    await expect(results.first()).toBeVisible();
    const link = results.locator(`a[href^="${where}"]`).first();
    await expect(link).toBeVisible();
    await link.click();
    await expect(page).toHaveURL(new RegExp(`${where}($|[#?])`));
    await expect(page.locator("main")).toContainText(new RegExp(words, "i"));
  });
}

test("the search opens and closes by keyboard", async ({ page }) => {
  await page.goto("/docs/api");
  await expect(page.getByRole("button", { name: "Search" })).toBeEnabled();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});
