import { test as base, expect } from "@playwright/test";
import { type Receiver, startReceiver } from "@wth/server/test/receiver.ts";
import { Dealer } from "./dealer.ts";
import { type DashboardServer, startDashboardServer } from "./server.ts";

/** What each test is given. */
interface TestFixtures {
  /** A new dealer, in whose name nobody is signed in yet. */
  dealer: Dealer;
  /** A webhook receiver on this machine. */
  receiver: Receiver;
  /** What the browser's console may say beside nothing: a refused request is an error to it. */
  allowedErrors: readonly RegExp[];
  /** Fails the test when the browser's console has said anything else. */
  quietConsole: undefined;
}

/** What the tests of one worker share. */
interface WorkerFixtures {
  server: DashboardServer;
}

/** The tests of the dashboard: `page` begins at the real server's address, and its console has to stay quiet. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern.
    async ({}, use) => {
      const server = await startDashboardServer();
      await use(server);
      await server.close();
    },
    { scope: "worker" },
  ],
  baseURL: ({ server }, use) => use(server.url),
  dealer: async ({ server }, use) => use(await Dealer.create(server)),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern.
  receiver: async ({}, use) => {
    const receiver = await startReceiver();
    await use(receiver);
    await receiver.close();
  },
  allowedErrors: [[], { option: true }],
  quietConsole: [
    async ({ page, allowedErrors }, use) => {
      const said: string[] = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) said.push(message.text());
      });
      page.on("pageerror", (error) => said.push(String(error)));
      await use(undefined);
      expect(said.filter((text) => !allowedErrors.some((allowed) => allowed.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
