import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { blocksOf } from "@wth/samples/blocks.ts";
import { Shell } from "@wth/samples/shell.ts";
import { variables } from "@wth/server/config.ts";
import { freePort } from "@wth/server/test/process.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sectionOf } from "./docs-markdown.ts";

// Takes the README's tour as a newcomer does: the first command in one terminal, the others one by one in a second.

const ROOT = path.resolve(import.meta.dirname, "..");
const STEP_MS = 60_000;
const TOUR_MS = 180_000;

const hasCurl = spawnSync("curl", ["--version"]).status === 0;
if (!hasCurl) console.warn("\nThe README's tour was NOT RUN: curl is not installed on this machine.\n");

/** Commands of the tour with what the README says they print: `…` stands for anything. */
interface Step {
  commands: string;
  prints: string[];
}

function stepsOfTour(): Step[] {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const steps: Step[] = [];
  for (const { language, code } of blocksOf(sectionOf(readme, "## A tour in ten minutes", "## The pieces"))) {
    if (language === "sh") steps.push({ commands: code, prints: [] });
    else steps.at(-1)?.prints.push(code);
  }
  return steps;
}

/** Looks for the parts between `…`, in order and whatever the white space. @returns the first part that is missing. */
function missingFrom(actual: string, expected: string): string | null {
  const squeeze = (text: string) => text.replaceAll(/\s+/g, "");
  const text = squeeze(actual);
  let position = 0;
  for (const part of expected.split("…")) {
    const found = text.indexOf(squeeze(part), position);
    if (found === -1) return part.trim();
    position = found + squeeze(part).length;
  }
  return null;
}

/** Waits until something was printed. @param printed gives what was printed so far. */
async function shows(terminal: Shell, expected: string, printed: () => string): Promise<void> {
  const deadline = Date.now() + STEP_MS;
  for (let missing = missingFrom(printed(), expected); missing !== null; ) {
    if (terminal.ended || Date.now() > deadline) {
      const why = terminal.ended ? "A command failed" : "This was not printed";
      throw new Error(`${why}: ${missing}\n--- printed:\n${printed()}\n--- errors:\n${terminal.errors}`);
    }
    await sleep(20);
    missing = missingFrom(printed(), expected);
  }
}

/** The environment of a newcomer: nothing of the server's or of the test run's. */
function newcomersEnvironment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !(name in variables.shape) && !/^(npm_(?!config_)|VITEST|TEST|NODE_ENV$|NODE_OPTIONS$)/i.test(name),
  );
  return { ...Object.fromEntries(kept), ...own };
}

describe.skipIf(!hasCurl)("the README's tour", () => {
  const [first, ...others] = stepsOfTour();
  let dataDir = "";
  let here = (text: string) => text;
  let terminals: Shell[] = [];

  beforeAll(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), "wth-tour-"));
    const [server, receiver] = [await freePort(), await freePort()];
    here = (text) =>
      text
        .replaceAll("127.0.0.1:3000", `127.0.0.1:${server}`)
        .replaceAll("127.0.0.1:8080", `127.0.0.1:${receiver}`);
    const own = { WTH_DATA_DIR: dataDir, PORT: String(server), RECEIVER_PORT: String(receiver) };
    const env = newcomersEnvironment(own);
    const open = () => new Shell({ program: "sh", args: ["-e"], cwd: ROOT, env });
    terminals = [open(), open()];
  });
  afterAll(async () => {
    await Promise.all(terminals.map((terminal) => terminal.interrupt()));
    rmSync(dataDir, { recursive: true, force: true });
  }, STEP_MS);

  it("starts the server with its first command", { timeout: TOUR_MS }, async () => {
    const [terminal] = terminals;
    expect(first?.commands).toBe("npm start\n");
    if (terminal === undefined) throw new Error("There is no terminal.");
    terminal.type(first?.commands ?? "");
    await shows(terminal, here(first?.prints[0] ?? "nothing"), () => terminal.errors);
  });

  it("works as it stands and prints what it says", { timeout: TOUR_MS }, async () => {
    const [, terminal] = terminals;
    if (terminal === undefined) throw new Error("There is no terminal.");
    expect(others.length).toBeGreaterThan(8);
    for (const [index, { commands, prints }] of others.entries()) {
      const begin = terminal.output.length;
      const printed = () => terminal.output.slice(begin);
      const { finished } = await terminal.run(commands, STEP_MS);
      if (!finished)
        throw new Error(`Step ${index + 2} failed:\n${printed()}\n--- errors:\n${terminal.errors}`);
      // What runs in the background may speak after the command.
      for (const expected of prints) await shows(terminal, here(expected), printed);
    }
    // The same key, the same answer: the two pings carry the ids of one delivery, and one event arrived.
    const pings = [...terminal.output.matchAll(/^\{"object":"webhook_delivery","delivery_id":"([^"]+)"/gm)];
    expect(pings).toHaveLength(2);
    expect(new Set(pings.map(([, id]) => id)).size).toBe(1);
    expect(terminal.output.match(/^genuine: /gm)).toHaveLength(1);
  });

  it("ends with Ctrl+C, which stops the server and its database", { timeout: STEP_MS }, async () => {
    const cluster = path.join(dataDir, "postgres", "cluster");
    expect(existsSync(path.join(cluster, "postmaster.pid"))).toBe(true);
    await terminals[0]?.interrupt();
    expect(existsSync(path.join(cluster, "postmaster.pid"))).toBe(false);
    expect(existsSync(cluster)).toBe(true);
  });
});

describe("the tour's receiver", () => {
  it("listens on this machine alone, and says what to do when its port is taken", async () => {
    const receiver = stepsOfTour().find(({ commands }) => commands.includes("createServer"))?.commands ?? "";
    const [, code = ""] = /<<'EOF' &\n([\s\S]*?)^EOF$/m.exec(receiver) ?? [];
    expect(code).toContain('"127.0.0.1"');
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const env = { PATH: process.env.PATH, RECEIVER_PORT: String(port) };
    const options = { cwd: ROOT, env, input: code, encoding: "utf8" } as const;
    const { stderr } = spawnSync(process.execPath, ["--input-type=module"], options);
    other.close();
    expect(stderr).toMatch(/^listen EADDRINUSE.*: set RECEIVER_PORT to a free port.*\n$/);
  });
});

describe("comparing with what the README shows", () => {
  it.each([
    ['{"a":1,"b":"x"}', '{ "a": 1, "b": "…" }', null],
    ["one two three", "one … three", null],
    ["one two three", "three … one", "one"],
    ["HTTP/1.1 200 OK", "HTTP/1.1 202", "HTTP/1.1 202"],
  ])("%s as %s", (actual, expected, missing) => {
    expect(missingFrom(actual, expected)).toBe(missing);
  });
});
