import { defineConfig } from "@playwright/test";

const TEST_MS = 60_000;
const EXPECT_MS = 10_000;

/** The dashboard in a real browser, against the real server with its worker and database. `npm run test:e2e` runs it. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  // Each worker has a server, a database and a browser: two on a machine with two cores.
  workers: 2,
  timeout: TEST_MS,
  expect: { timeout: EXPECT_MS },
  forbidOnly: true,
  // On a machine that is out of breath a browser may be late once. The closing line counts who needed a second try.
  retries: 1,
  reporter: [["list"], ["./e2e/reporter.ts"]],
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
