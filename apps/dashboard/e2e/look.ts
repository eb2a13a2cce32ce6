import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const SCREENSHOTS = path.resolve(import.meta.dirname, "../screenshots");

/** The sizes that each page is looked at in. */
export const SIZES = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
} as const;

/** The themes, by what the system prefers. */
export const THEMES = ["light", "dark"] as const;

/** Expects that axe finds nothing serious or critical on what is shown. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    );
  expect(found).toEqual([]);
}

/** Expects that nothing is wider than the window: a page is never scrolled sideways. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const { width, scrollWidth } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    scrollWidth: document.documentElement.scrollWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(width);
}

/**
 * Looks at what is shown in each theme and size: nothing serious for axe, nothing wider than the window, and a screenshot
 * of each in `screenshots`.
 *
 * @param name of the screenshots.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.screenshot({ path: path.join(SCREENSHOTS, `${name}-${theme}-${size}.png`), fullPage: true });
      await expectNoOverflow(page);
      await expectAccessible(page);
    }
  }
  await page.setViewportSize(SIZES.desktop);
}
