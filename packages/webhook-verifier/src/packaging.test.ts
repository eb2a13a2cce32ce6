import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { createTestDatabase } from "@wth/database/testing";
import {
  asCommonJs,
  bundledSize,
  type Compiler,
  type Consumer,
  codeBlocks,
  createConsumer,
  type ModuleResolution,
  nodePrograms,
  packPackage,
  publintMessages,
  type Tarball,
  typeProblems,
} from "@wth/packaging";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliveryOf, SECRET } from "./testing/delivery.ts";

// What is published, from its tarball, in a project that knows nothing of this repository.

const NAME = "@watchtraderhub/webhook-verifier";
const ADAPTERS = ["express", "fastify", "hono", "next", "fetch"];
const ENTRIES = [NAME, ...[...ADAPTERS, "dedupe"].map((entry) => `${NAME}/${entry}`)];
const PACKAGES = "packages/webhook-verifier";

const nodes = await nodePrograms();
let tarball: Tarball;
let consumer: Consumer;
beforeAll(async () => {
  tarball = await packPackage("webhook-verifier");
  consumer = await createConsumer([tarball]);
}, 120_000);
afterAll(() => consumer.remove());

/** Uses every function, and an adapter, which finds the build by itself; says of what kind the build is. */
const program = `
const secrets = ${JSON.stringify(SECRET)};
const body = JSON.stringify({ id: "evt_1", object: "event", type: "listing.sold", data: { object: { id: "1" } } });
async function main() {
  const headers = await verifier.signTestHeaders({ body, secrets });
  const event = verifier.constructEvent({ body, headers, secrets });
  const wrong = await verifier.safeVerify({ body: body + " ", headers, secrets });
  const receive = adapter.webhookHandler({ secrets }, (received) => received.type);
  const response = await receive(new Request("https://shop.example", { method: "POST", headers, body }));
  console.log([event instanceof Promise ? "async" : "sync", (await event).type, wrong.code, response.status].join(" "));
}
main();
`;
const esm = `import * as verifier from "${NAME}";\nimport * as adapter from "${NAME}/fetch";\n${program}`;
const cjs = `const verifier = require("${NAME}");\nconst adapter = require("${NAME}/fetch");\n${program}`;

describe.each(nodes)("Node $version", ({ program: node }) => {
  it.each([
    ["consumer.mjs", esm],
    ["consumer.cjs", cjs],
  ])(
    "runs %s: synchronously, and asynchronously under the conditions of other runtimes",
    async (file, code) => {
      await consumer.write(file, code);
      await expect(consumer.run(node, file)).resolves.toBe("sync listing.sold no_match 204");
      for (const condition of ["workerd", "edge-light", "deno", "bun"])
        await expect(consumer.run(node, `--conditions=${condition}`, file), condition).resolves.toBe(
          "async listing.sold no_match 204",
        );
    },
  );

  it("loads every entry both ways", async () => {
    const names = ENTRIES.map((entry) => JSON.stringify(entry)).join(", ");
    const load = `for (const name of [${names}]) { if (Object.keys(await import(name)).length === 0) throw new Error(name); }`;
    await consumer.run(node, "--input-type=module", "--eval", load);
    await consumer.run(node, "--eval", `for (const name of [${names}]) require(name);`);
  });

  it("opens nothing but the entries", async () => {
    const deep = `import("${NAME}/dist/esm/node.js").catch((error) => console.log(error.code))`;
    await expect(consumer.run(node, "--input-type=module", "--eval", deep)).resolves.toBe(
      "ERR_PACKAGE_PATH_NOT_EXPORTED",
    );
  });
});

const projects: [Compiler, ModuleResolution][] = [
  ["TypeScript 7", "node16"],
  ["TypeScript 7", "bundler"],
  ["TypeScript 5.9", "node16"],
  ["TypeScript 5.9", "bundler"],
];

/** A program in TypeScript that needs the narrowing of events, and ends with what it has verified. */
const typed = `
import { constructEvent, safeVerify, signTestHeaders, type WebhookEvent } from "${NAME}";
import { handleOnce, memoryEventStore } from "${NAME}/dedupe";

function describe(event: WebhookEvent): string {
  if (event.type === "order.received") return String(event.data.object.line_items.length);
  if (event.type === "listing.updated") return Object.keys(event.data.previous_attributes).join();
  return event.type;
}
export async function run(): Promise<void> {
  const secrets = ${JSON.stringify(SECRET)};
  const body = JSON.stringify({ id: "evt_1", object: "event", type: "listing.sold", data: { object: { id: "1" } } });
  const headers = await signTestHeaders({ body, secrets });
  const result = await safeVerify({ body, headers, secrets });
  const event = await constructEvent({ body, headers, secrets });
  await handleOnce(memoryEventStore(), (one: WebhookEvent) => console.log(describe(one), result.ok))(event);
}
run();
`;

/** Mistakes, each of which must be complained about in its own file. */
const mistakes: Record<string, string> = {
  "parsed-body": `constructEvent({ body: { id: 1 }, headers: {}, secrets: "" });`,
  "no-secrets": `constructEvent({ body: "", headers: {} });`,
  "wrong-tolerance": `constructEvent({ body: "", headers: {}, secrets: "", toleranceSeconds: "300" });`,
  "missing-field": `(await constructEvent({ body: "", headers: {}, secrets: "" })).data.object.price;`,
  "unknown-type": `if ((await constructEvent({ body: "", headers: {}, secrets: "" })).type === "order.refunded") {}`,
};
/** Compiles where the types know that the build is that of Node; elsewhere the compiler asks for `await`. */
const withoutAwait = `constructEvent({ body: "", headers: {}, secrets: "" }).type;`;

describe.each(projects)("%s with module resolution %s", (compiler, resolution) => {
  const programs = resolution === "node16" ? ["typed.mts", "typed.cts"] : ["typed.mts"];
  let complaints = "";
  beforeAll(async () => {
    for (const name of programs) await consumer.write(name, typed);
    const imports = ENTRIES.map((entry, index) => `import * as entry${index} from "${entry}";`);
    const all = ENTRIES.map((_entry, index) => `typeof entry${index}`);
    await consumer.write("entries.mts", `${imports.join("\n")}\nexport type All = [${all}];`);
    const lines = { ...mistakes, "without-await": withoutAwait };
    for (const [name, line] of Object.entries(lines))
      await consumer.write(`${name}.mts`, `import { constructEvent } from "${NAME}";\n${line}\n`);
    const files = [...programs, "entries.mts", ...Object.keys(lines).map((name) => `${name}.mts`)];
    complaints = await consumer.compile(compiler, resolution, files);
  }, 60_000);

  it("compiles a program strictly, as ESM and as CommonJS, that runs on every Node", async () => {
    expect(complaints).not.toMatch(/^(typed|entries|node_modules)/m);
    for (const name of programs)
      for (const { program: node } of nodes)
        await expect(consumer.run(node, `out/${resolution}/${name.replace("ts", "js")}`)).resolves.toBe(
          "listing.sold true",
        );
  });

  it.each(Object.keys(mistakes))("does not compile: %s", (name) => {
    expect(complaints).toContain(`${name}.mts(2,`);
  });

  it(resolution === "bundler" ? "asks for await" : "knows that Node's build is synchronous", () => {
    expect(complaints.includes("without-await.mts(2,")).toBe(resolution === "bundler");
  });
});

describe("the tarball", () => {
  it("is clean for publint and for Are the types wrong", async () => {
    expect(await publintMessages(tarball)).toEqual([]);
    expect(await typeProblems(tarball)).toEqual([]);
  });

  it("holds the build, the README and the licence, and nothing else", () => {
    const others = tarball.files.filter((file) => !/^dist\/(esm|cjs)\/.+\.(js|d\.ts)$/.test(file));
    expect(others).toEqual(["LICENSE", "README.md", "dist/cjs/package.json", "package.json"]);
    expect(tarball.files.filter((file) => /test/.test(file))).toEqual([]);
  });

  it("depends on nothing, and refers to no private package", async () => {
    const manifest = JSON.parse(await consumer.read(`node_modules/${NAME}/package.json`));
    expect(manifest).toMatchObject({ sideEffects: false, license: "MIT", engines: { node: ">=20" } });
    expect(Object.keys(manifest)).not.toContain("dependencies");
    expect(Object.keys(manifest)).not.toContain("peerDependencies");
    for (const file of tarball.files.filter((name) => name.startsWith("dist/"))) {
      const source = await consumer.read(`node_modules/${NAME}/${file}`);
      for (const [, specifier = ""] of source.matchAll(/(?:from |require\(|import\()"([^"]+)"/g))
        expect(specifier, file).toMatch(/^(\.|node:|@watchtraderhub\/webhook-verifier$)/);
    }
  });

  it.each([
    ["verify", 1450],
    ["safeVerify", 1500],
    ["constructEvent, WebhookVerificationError", 1536],
    ["verify, safeVerify, constructEvent, WebhookVerificationError", 1600],
    // With the test helper and the list of the event types, which no receiver imports.
    ["*", 2300],
  ])("adds little to a bundle for any platform: %s, at most %i bytes", async (names, limit) => {
    const source = names === "*" ? `export * from "${NAME}"` : `export { ${names} } from "${NAME}"`;
    expect(await bundledSize(consumer, { source })).toBeLessThanOrEqual(limit);
  });

  it("bundles every adapter for any platform", async () => {
    for (const entry of ENTRIES)
      expect(await bundledSize(consumer, { source: `export * from "${entry}"` })).toBeLessThan(3000);
  });
});

describe("the README", () => {
  const blocks = async () => codeBlocks(await consumer.read(`node_modules/${NAME}/README.md`), "ts");
  beforeAll(async () => {
    for (const name of ["express", "@types/express", "fastify", "hono"]) await consumer.lend(name, PACKAGES);
    for (const name of ["pg", "@types/pg"]) await consumer.lend(name, "packages/database");
  });

  it.each(["node16", "bundler"] as const)("compiles, with module resolution %s", async (resolution) => {
    const examples = await blocks();
    expect(examples.length).toBeGreaterThanOrEqual(10);
    const files: string[] = [];
    for (const [index, code] of examples.entries()) {
      files.push(`readme-${index}.mts`);
      await consumer.write(`readme-${index}.mts`, code);
      if (resolution === "bundler" || code.includes("\nawait ")) continue;
      files.push(`readme-${index}.cts`);
      await consumer.write(`readme-${index}.cts`, asCommonJs(code));
    }
    const options = { skipLibCheck: true };
    await expect(consumer.compile("TypeScript 7", resolution, files, options)).resolves.toBe("");
  });

  it("has servers that receive", async () => {
    const servers = (await blocks()).filter((code) => code.includes("process.env.PORT"));
    expect(servers).toHaveLength(3);
    for (const [index, code] of servers.entries()) {
      await consumer.write(`server-${index}.mts`, code);
      const port = await freePort();
      const child = spawn(process.execPath, [`server-${index}.mts`], {
        cwd: consumer.folder,
        env: { PATH: process.env.PATH, PORT: String(port), WTH_WEBHOOK_SECRET: SECRET },
        stdio: "ignore",
      });
      const send = (secret: string) =>
        fetch(`http://127.0.0.1:${port}/webhooks/wth`, deliveryOf({}, secret)).then((r) => r.status, String);
      await expect.poll(() => send(SECRET), { timeout: 10_000 }).toBe(204);
      expect(await send(SECRET.toLowerCase())).toBe(400);
      child.kill();
    }
  });

  it("has a worker, a route handler and a replay store that do what they say", async () => {
    const examples = await blocks();
    const find = (text: string) => examples.find((code) => code.includes(text)) ?? "";
    await consumer.write("worker.mts", find("fetch: (request: Request, env"));
    await consumer.write("hono.mts", find("new Hono<Env>()"));
    await consumer.write("next.mts", find("export const POST"));
    await consumer.write("once.mts", find("memoryEventStore()"));
    await consumer.write("replay.mts", find("ReplayStore = {"));
    const { body, headers } = deliveryOf();
    await consumer.write(
      "try.mts",
      `process.env.WTH_WEBHOOK_SECRET = "${SECRET}";
const env = { WTH_WEBHOOK_SECRET: "${SECRET}" };
const ask = () => new Request("https://shop.example/webhooks/wth", ${JSON.stringify({ method: "POST", headers, body })});
const { default: worker } = await import("./worker.mts");
const { default: hono } = await import("./hono.mts");
const { POST } = await import("./next.mts");
const { receive } = await import("./once.mts");
const { replayStore } = await import("./replay.mts");
const answers = [await worker.fetch(ask(), env), await hono.fetch(ask(), env), await POST(ask()), await receive(ask()), await receive(ask())];
console.log(JSON.stringify([answers.map(({ status }) => status), replayStore.claim("a", 9), replayStore.claim("a", 9)]));
`,
    );
    const printed = await consumer.run(process.execPath, "--disable-warning=ExperimentalWarning", "try.mts");
    const lines = printed.split("\n");
    expect(lines.filter((line) => line === "handled evt_1")).toHaveLength(1);
    expect(lines.at(-1)).toBe("[[204,204,204,204,204],true,false]");
  });

  it("has a transaction that does the work of an event once, whatever fails", async () => {
    const database = await createTestDatabase();
    const code = (await blocks()).find((block) => block.includes("handleInTransaction")) ?? "";
    const [, table = ""] = /^\/\/ (CREATE TABLE .*)$/m.exec(code) ?? [];
    await consumer.write("transaction.mts", code);
    await consumer.write(
      "try-transaction.mts",
      `import pg from "pg";
import { handleInTransaction } from "./transaction.mts";
const pool = new pg.Pool({ connectionString: process.argv[2] });
await pool.query(${JSON.stringify(table)});
await pool.query("CREATE TABLE work (id text)");
const work = async (event, client) => { await client.query("INSERT INTO work VALUES ($1)", [event.id]); };
const failing = async (event, client) => { await work(event, client); throw new Error("failed"); };
const event = { id: "evt_1" };
await handleInTransaction(pool, event, failing).catch((error) => console.log(error.message));
await Promise.all(Array.from({ length: 5 }, () => handleInTransaction(pool, event, work)));
console.log((await pool.query("SELECT count(*)::int FROM work")).rows[0].count);
await pool.end();
`,
    );
    await expect(consumer.run(process.execPath, "try-transaction.mts", database.url)).resolves.toBe(
      "failed\n1",
    );
    await database.drop();
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("a TCP server has a port");
  return address.port;
}
