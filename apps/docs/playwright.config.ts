import { defineConfig } from "@playwright/test";

const TEST_MS = 180_000;
const EXPECT_MS = 15_000;

/** The documentation in a real browser, as the server hands it out. `npm run test:e2e -- --docs` runs it. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  workers: 2,
  timeout: TEST_MS,
  expect: { timeout: EXPECT_MS },
  fullyParallel: true,
  forbidOnly: true,
  // On a machine that is out of breath a browser may be late once. The closing line counts who needed a second try.
  retries: 1,
  reporter: [["list"], ["../dashboard/e2e/reporter.ts"]],
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      chromiumSandbox: false,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
