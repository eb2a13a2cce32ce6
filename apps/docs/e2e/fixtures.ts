import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { test as base, expect } from "@playwright/test";
import { DocsSite, withDocs } from "@wth/server/docs/docs-site.ts";

const DIST = path.resolve(import.meta.dirname, "../dist");

/** What each test is given. */
interface TestFixtures {
  /** Fails the test when a request went to another host, or the browser's console has said anything. */
  watched: undefined;
  /** What the console may say beside nothing: a page that is not there is an error to it. */
  allowedErrors: readonly RegExp[];
}

/** What the tests of one worker share. */
interface WorkerFixtures {
  /** Where the documentation is, without a slash at the end. */
  origin: string;
}

/** The tests of the documentation: `page` begins at the server, which hands it out as it does everywhere. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern.
    async ({}, use) => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
      const origin = `http://127.0.0.1:${port}`;
      const site = await DocsSite.load(DIST, origin);
      server.on(
        "request",
        withDocs(site, (_request, response) => response.writeHead(404).end()),
      );
      await use(origin);
      server.closeAllConnections();
      server.close();
    },
    { scope: "worker" },
  ],
  baseURL: ({ origin }, use) => use(origin),
  allowedErrors: [[], { option: true }],
  watched: [
    async ({ page, origin, allowedErrors }, use) => {
      const elsewhere: string[] = [];
      const said: string[] = [];
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (url.origin !== origin && url.protocol !== "data:") elsewhere.push(request.url());
      });
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) said.push(message.text());
      });
      page.on("pageerror", (error) => said.push(String(error)));
      await use(undefined);
      expect(elsewhere).toEqual([]);
      expect(said.filter((text) => !allowedErrors.some((allowed) => allowed.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
