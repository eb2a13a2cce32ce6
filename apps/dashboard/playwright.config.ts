import { defineConfig } from "@playwright/test";
import { inABrowser } from "./e2e/in-a-browser.ts";

const TEST_MS = 60_000;
const EXPECT_MS = 10_000;

/** The dashboard in a real browser, against the real server with its worker and database. `npm run test:e2e` runs it. */
export default defineConfig({ ...inABrowser, timeout: TEST_MS, expect: { timeout: EXPECT_MS } });
