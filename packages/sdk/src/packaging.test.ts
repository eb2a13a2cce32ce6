import { readFile } from "node:fs/promises";
import {
  bundledSize,
  type Consumer,
  codeBlocks,
  installSdk,
  nodePrograms,
  publintMessages,
  type Tarball,
  typeProblems,
} from "@wth/packaging";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, type RealServer, startRealServer } from "./testing/real-server.ts";

// The package as it would be published, in a project outside the repository: in every Node that it supports, it calls
// the running server, receives a delivery, and verifies it.

const nodes = await nodePrograms();
const entries = [
  "@watchtraderhub/sdk",
  "@watchtraderhub/sdk/partner",
  "@watchtraderhub/sdk/testing",
  "@watchtraderhub/sdk/webhooks",
] as const;

let sdk: Tarball;
let consumer: Consumer;
let server: RealServer;
let port: number;

beforeAll(async () => {
  port = await freePort();
  [{ sdk, consumer }, server] = await Promise.all([
    installSdk(),
    startRealServer({ listings: 3, webhookUrl: `http://127.0.0.1:${port}/webhooks/wth` }),
  ]);
}, 180_000);
afterAll(async () => {
  await Promise.all([consumer?.remove(), server?.close()]);
});

/** What a consumer does: calls the API, has a ping delivered to itself, verifies it, and uses the mock. */
const program = `
const [, , baseUrl, apiKey, secrets, port] = process.argv;
async function main() {
  const wth = new sdk.WatchTraderHub({ apiKey, baseUrl });
  const { object } = await wth.me();
  let listings = 0;
  for await (const listing of wth.listings.list()) listings += listing.object === "listing";
  const missing = await wth.listings.get("24f0ebb1-73d7-4e99-9901-821078594271").catch((error) => error);

  const delivery = Promise.withResolvers ? Promise.withResolvers() : later();
  const receiver = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const event = verifier.constructEvent({ body, headers: request.headers, secrets });
    const same = webhooks.constructEvent({ body, headers: request.headers, secrets });
    const forged = verifier.safeVerify({ body: body + " ", headers: request.headers, secrets });
    response.writeHead(204).end();
    delivery.resolve([event.type, event.id === same.id, forged.code]);
  });
  await new Promise((resolve) => receiver.listen(Number(port), "127.0.0.1", resolve));
  await wth.test.webhookPing();
  const received = await delivery.promise;
  receiver.close();
  receiver.closeAllConnections();

  const fetch = testing.mockFetch({ "GET /me": testing.mockError("plan_required") });
  const mocked = new sdk.WatchTraderHub({ apiKey: testing.MOCK_API_KEY, fetch });
  const refused = await mocked.me().catch((error) => error);
  const errors = [missing instanceof sdk.NotFoundError, refused instanceof sdk.PermissionError];
  console.log(JSON.stringify({ object, listings, received, errors }));
}
function later() {
  const made = {};
  made.promise = new Promise((resolve) => Object.assign(made, { resolve }));
  return made;
}
main();
`;
const expected = {
  object: "integration",
  listings: 3,
  received: ["integration.test_event", true, "no_match"],
  errors: [true, true],
};

const modules = {
  sdk: "@watchtraderhub/sdk",
  testing: "@watchtraderhub/sdk/testing",
  webhooks: "@watchtraderhub/sdk/webhooks",
  verifier: "@watchtraderhub/webhook-verifier",
  http: "node:http",
};
const loading = {
  "an ES module": ["consumer.mjs", (name: string, from: string) => `import * as ${name} from "${from}";\n`],
  "a CommonJS module": [
    "consumer.cjs",
    (name: string, from: string) => `const ${name} = require("${from}");\n`,
  ],
} as const;

describe.each(nodes)("from the packed tarball, Node $version", ({ program: node }) => {
  it.each(Object.entries(loading))("%s", async (_name, [file, load]) => {
    const head = Object.entries(modules).map(([name, from]) => load(name, from));
    await consumer.write(file, head.join("") + program);
    const { url, apiKey, secret } = server;
    const printed = await consumer.run(node, file, url, apiKey, secret, String(port));
    expect(JSON.parse(printed)).toEqual(expected);
  });

  it("nothing but its entries can be imported", async () => {
    const deep = `import("@watchtraderhub/sdk/dist/esm/index.js").catch((error) => console.log(error.code))`;
    await expect(consumer.run(node, "--input-type=module", "--eval", deep)).resolves.toBe(
      "ERR_PACKAGE_PATH_NOT_EXPORTED",
    );
  });
});

describe("the README", () => {
  /** Sends what is meant for the public API to the running server. */
  const preload = ({ url, apiKey, partnerKey }: RealServer) => `
const send = globalThis.fetch;
process.env.WTH_API_KEY = ${JSON.stringify(apiKey)};
process.env.WTH_PARTNER_KEY = ${JSON.stringify(partnerKey)};
globalThis.fetch = (target, init) => {
  if (!String(target).startsWith("https://watchtraderhub.com/api/v1/")) throw new Error("not of the API: " + target);
  return send(String(target).replace("https://watchtraderhub.com", ${JSON.stringify(url)}), init);
};
`;

  it("has examples that run, each as it stands, against the running server", async () => {
    await consumer.write("preload.mjs", preload(server));
    const examples = codeBlocks(await consumer.read("node_modules/@watchtraderhub/sdk/README.md"), "ts");
    const printed: string[] = [];
    for (const [index, code] of examples.entries()) {
      await consumer.write(`example-${index}.mts`, code);
      printed.push(await consumer.run(process.execPath, "--import", "./preload.mjs", `example-${index}.mts`));
    }
    expect(printed).toEqual([
      // Quick start: three listings, an order, a test event.
      expect.stringMatching(/^test mode [\d-]+\n(.+\n){3}[\da-f-]{36} pending\n.* on its way: [\da-f-]{36}$/),
      // Lists: the order in a loop, and on a page.
      "shop-12345\na page of 1",
      // A copy that stays in step.
      expect.stringMatching(/^3 listings for sale, as of \d{4}-.*Z$/),
      // Many customers.
      expect.stringMatching(/^0 created [\da-f-]{36}\n1 created [\da-f-]{36}$/),
      // Retries.
      "true true",
      // Results.
      expect.stringMatching(/^3 200 req_[\da-f]{32} \d+ of 600 left 1$/),
      // Errors.
      "not published any more",
      // Hooks and logs.
      expect.stringMatching(/getMe 200 \d+ ms[\s\S]*WatchTraderHub answer/),
      // Webhooks.
      "sold: 1",
      // Partner API.
      expect.stringMatching(/^[\da-f-]{36} is signed with 64 characters(\n.+ \d+ [A-Z]{3} in_stock){3}$/),
      // Tests.
      expect.stringMatching(/^\[\n( +\[ 'POST \/orders', '[\da-f-]{36}' \],?\n){2}\]$/),
    ]);
  });
});

describe("the tarball", () => {
  it("is as publint and attw want it", async () => {
    expect(await publintMessages(sdk)).toEqual([]);
    expect(await typeProblems(sdk)).toEqual([]);
  });

  it("holds the build, the README and the licence, and nothing else", () => {
    const others = sdk.files.filter((file) => !/^dist\/(esm|cjs)\/.+\.(js|d\.ts)$/.test(file));
    expect(others).toEqual(["LICENSE", "README.md", "dist/cjs/package.json", "package.json"]);
    const programs = sdk.files.filter((file) => file.endsWith(".js"));
    const ofEntries = ["index", "mock/index", "partner/index", "webhooks"];
    expect(programs).toEqual(
      ["cjs", "esm"].flatMap((format) => ofEntries.map((entry) => `dist/${format}/${entry}.js`)),
    );
  });

  it("refers to no private package", async () => {
    for (const file of sdk.files.filter((entry) => entry.startsWith("dist/")))
      expect(await consumer.read(`node_modules/@watchtraderhub/sdk/${file}`), file).not.toContain("@wth/");
  });

  it("depends on openapi-fetch and the verifier only", async () => {
    const manifest: unknown = JSON.parse(
      await consumer.read("node_modules/@watchtraderhub/sdk/package.json"),
    );
    expect(manifest).toMatchObject({ sideEffects: false, license: "MIT", engines: { node: ">=20" } });
    expect(Object(manifest).dependencies).toEqual({
      "@watchtraderhub/webhook-verifier": expect.stringMatching(/^\^\d+\.\d+\.\d+$/),
      "openapi-fetch": expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
    expect(Object.keys(Object(manifest).exports)).toEqual([
      ...entries.map((name) => name.replace("@watchtraderhub/sdk", ".")),
      "./package.json",
    ]);
  });
});

describe("bundled for a neutral platform, minified and compressed", () => {
  it.each([
    ["the client", `export { WatchTraderHub } from "@watchtraderhub/sdk";`, 8000],
    ["the client and all error classes", `export * from "@watchtraderhub/sdk";`, 8000],
  ])("%s takes no more than it may", async (_name, source, most) => {
    const size = await bundledSize(consumer, { source });
    expect(size).toBeGreaterThan(most / 2);
    expect(size).toBeLessThanOrEqual(most);
  });

  it("the client has neither the mock nor the verifier in it", async () => {
    const program = await readFile(new URL("../dist/esm/index.js", import.meta.url), "utf8").catch(() =>
      consumer.read("node_modules/@watchtraderhub/sdk/dist/esm/index.js"),
    );
    expect(program.match(/^import .*$/gm)).toEqual(['import createClient from "openapi-fetch";']);
    expect(program).not.toContain("mockFetch");
  });
});
