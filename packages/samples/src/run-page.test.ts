import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTestServer } from "@wth/server/test/server.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blocksOf } from "./blocks.ts";
import { type Environment, startReceiving, writeTools } from "./environment.ts";
import { isInstalled } from "./languages.ts";
import { type Project, prepareProject } from "./modules.ts";
import type { Page } from "./pages.ts";
import { failureTexts, skippedLines, tableOf } from "./report.ts";
import { type Outcome, runPage } from "./run-page.ts";

// Runs pages with samples that work and samples that do not: each of these has to be found.

const RUN_MS = 180_000;

const fence = (info: string, code: string) => `\`\`\`${info}\n${code}\n\`\`\`\n`;
const page = (name: string, ...fences: string[]): Page => ({
  file: `${name}.md`,
  slug: name,
  blocks: blocksOf(fences.join("\n")),
});

const listener = (answer: string) => `import { createServer } from "node:http";
import { safeVerify } from "@watchtraderhub/webhook-verifier";
createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray());
  const ok = safeVerify({ body, headers: request.headers, secrets: process.env.WTH_WEBHOOK_SECRET }).ok;
  response.writeHead(${answer}).end();
}).listen(process.env.PORT);`;

const good = page(
  "good",
  fence("sh", 'curl "$BASE_URL/me" -H "Authorization: Bearer $API_KEY" > me.json\nKEPT=kept'),
  fence("sh", 'grep -q integration me.json; test "$KEPT" = kept'),
  fence(
    'sh status="404"',
    'curl "$BASE_URL/orders/24f0ebb1-73d7-4e99-9901-821078594271" -H "Authorization: Bearer $API_KEY"',
  ),
  fence(
    "ts",
    'import { WatchTraderHub } from "@watchtraderhub/sdk";\nconst wth = new WatchTraderHub({ apiKey: process.env.WTH_API_KEY ?? "" });\nconsole.log((await wth.orders.get(process.env.ORDER_ID ?? "")).id);',
  ),
  fence("ts", listener("ok ? 204 : 400")),
  fence(
    "ts",
    'import { webhookHandler } from "@watchtraderhub/webhook-verifier/next";\nexport const POST = webhookHandler({ secrets: process.env.WTH_WEBHOOK_SECRET }, () => {});',
  ),
  fence("ts", listener("ok ? 204 : 400").replace("WTH_WEBHOOK_SECRET", "PARTNER_SECRET_KEY")),
  fence("ts fresh", "console.log(process.env.ORDER_ID);"),
  fence("json", '{ "object": "listing", "id": "24f0ebb1-73d7-4e99-9901-821078594271" }'),
  fence("text", "anything …"),
  fence('sh skip="needs a cluster"', "exit 1"),
);
const bad = page(
  "bad",
  fence("sh", 'curl "$BASE_URL/me"'),
  fence("sh", "echo $NOT_SET"),
  fence('sh status="409"', 'curl "$BASE_URL/health"'),
  fence("ts", 'const n: number = "one";\nconsole.log(n);'),
  fence("ts", "process.exit(3);"),
  fence("ts", 'await fetch("https://example.com/");'),
  fence("ts", listener("ok ? 500 : 400")),
  fence("ts", listener("204")),
  fence("json", "{ … }"),
  fence("json", '{ "object": "order", "id": "1", "status": "unknown" }'),
  fence("cobol", "DISPLAY 'HELLO'."),
);

let environment: Environment;
let project: Project;
let outcomes: Outcome[] = [];
const ends: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "wth-samples-test-"));
  const server = await startTestServer({ WTH_RETRY_SCHEDULE: "0" });
  server.startWorker();
  const receiver = await startReceiving();
  const tools = await writeTools(folder);
  environment = { ...server, folder, variables: {}, receiver, tools };
  project = await prepareProject([good, bad]);
  ends.push(
    () => server.close(),
    () => receiver.close(),
    () => project.consumer.remove(),
    () => rm(folder, { recursive: true }),
  );
  outcomes = [...(await runPage(environment, project, good)), ...(await runPage(environment, project, bad))];
}, RUN_MS);
afterAll(async () => {
  for (const end of ends) await end();
});

const of = (one: Page) => outcomes.filter((outcome) => outcome.page === one);

describe.skipIf(!isInstalled("curl"))("running the samples of a page", () => {
  it("runs what works, in order, with what earlier blocks have left", () => {
    expect(failureTexts(of(good))).toEqual([]);
    expect(of(good).map(({ result }) => result)).toEqual([
      ...["run", "run", "run", "run", "run", "run", "run", "run"],
      ...["checked", "text", "skipped"],
    ]);
  });

  it("fails what does not, and goes on with the next", () => {
    expect(of(bad).filter(({ result }) => result !== "failed")).toEqual([]);
  });

  it.each([
    [0, /missing_authorization[\s\S]*line 1 of the block: curl .*: failed with 22/],
    [1, /NOT_SET: unbound variable/],
    [2, /Not refused with 409/],
    [3, /does not compile:\nline 1 of the block, column 7: error TS2322/],
    [4, /ended with 3/],
    [5, /may not call https:\/\/example\.com/],
    [6, /did not accept a real delivery \(500\): it is dead_letter/],
    [7, /forged delivery with 204/],
    [8, /JSON/],
    [9, /Order: /],
    [10, /Nobody has said how "cobol" is run/],
  ])("says why block %i failed", (index, why) => {
    expect(of(bad)[index]?.detail).toMatch(why);
  });

  it("reports page, line and output", () => {
    expect(failureTexts(of(bad))[1]).toMatch(
      /^bad\.md:6 \(sh\) FAILED\n {4}A command failed.*\n {4}.*NOT_SET/s,
    );
    expect(skippedLines(outcomes)).toEqual([
      expect.stringMatching(/^good\.md:\d+ skipped: needs a cluster$/),
    ]);
    expect(tableOf([good, bad], outcomes).split("\n")).toEqual([
      expect.stringMatching(/^page +run +checked +text +skipped +failed$/),
      expect.stringMatching(/^good\.md +8 +1 +1 +1 +0$/),
      expect.stringMatching(/^bad\.md +0 +0 +0 +0 +11$/),
      expect.stringMatching(/^all +8 +1 +1 +1 +11$/),
    ]);
  });
});
