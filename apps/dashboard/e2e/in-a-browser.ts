import type { PlaywrightTestConfig } from "@playwright/test";

/** How tests run in a browser, whatever they look at: each of our sites adds its own limits. */
export const inABrowser = {
  testDir: "e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  // Each worker has a server, a database and a browser: two on a machine with two cores.
  workers: 2,
  forbidOnly: true,
  // On a machine that is out of breath a browser may be late once. The closing line counts who needed a second try.
  retries: 1,
  reporter: [["list"], [`${import.meta.dirname}/reporter.ts`]],
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
} satisfies PlaywrightTestConfig;
