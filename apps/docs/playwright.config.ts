import { defineConfig } from "@playwright/test";
import { inABrowser } from "../dashboard/e2e/in-a-browser.ts";

const TEST_MS = 180_000;
const EXPECT_MS = 15_000;

/** The documentation in a real browser, as the server hands it out. `npm run test:e2e -- --docs` runs it. */
export default defineConfig({
  ...inABrowser,
  timeout: TEST_MS,
  expect: { timeout: EXPECT_MS },
  fullyParallel: true,
});
