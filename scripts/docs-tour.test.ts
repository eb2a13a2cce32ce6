import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { variables } from "@wth/server/config.ts";
import { freePort } from "@wth/server/test/process.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fencesOf, sectionOf } from "./docs-markdown.ts";

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
  for (const { language, code } of fencesOf(sectionOf(readme, "## A tour in ten minutes", "## The pieces"))) {
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

/** A terminal window: a shell with a process group of its own, which Ctrl+C reaches as a whole. */
class Terminal {
  output = "";
  errors = "";
  readonly #shell: ChildProcessWithoutNullStreams;
  readonly #closed: Promise<unknown>;

  constructor(env: NodeJS.ProcessEnv) {
    this.#shell = spawn("sh", [], { cwd: ROOT, env, detached: true });
    this.#shell.stdout.on("data", (chunk) => {
      this.output += chunk;
    });
    this.#shell.stderr.on("data", (chunk) => {
      this.errors += chunk;
    });
    this.#closed = once(this.#shell, "close");
    this.type("set -e");
  }

  type(commands: string): void {
    this.#shell.stdin.write(`${commands}\n`);
  }

  /** Waits until something was printed. @param printed gives what was printed so far. */
  async shows(expected: string, printed: () => string): Promise<void> {
    const deadline = Date.now() + STEP_MS;
    for (let missing = missingFrom(printed(), expected); missing !== null; ) {
      const ended = this.#shell.exitCode !== null;
      if (ended || Date.now() > deadline) {
        const why = ended ? "A command failed" : "This was not printed";
        throw new Error(`${why}: ${missing}\n--- printed:\n${printed()}\n--- errors:\n${this.errors}`);
      }
      await sleep(20);
      missing = missingFrom(printed(), expected);
    }
  }

  /** Presses Ctrl+C, and waits until everything that was started here has ended. */
  async interrupt(): Promise<void> {
    this.#shell.stdin.end();
    try {
      if (this.#shell.pid !== undefined) process.kill(-this.#shell.pid, "SIGINT");
    } catch {
      // All gone already.
    }
    await this.#closed;
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
  let terminals: Terminal[] = [];

  beforeAll(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), "wth-tour-"));
    const [server, receiver] = [await freePort(), await freePort()];
    here = (text) =>
      text
        .replaceAll("127.0.0.1:3000", `127.0.0.1:${server}`)
        .replaceAll("127.0.0.1:8080", `127.0.0.1:${receiver}`);
    const own = { WTH_DATA_DIR: dataDir, PORT: String(server), RECEIVER_PORT: String(receiver) };
    const env = newcomersEnvironment(own);
    terminals = [new Terminal(env), new Terminal(env)];
  });
  afterAll(async () => {
    await Promise.all(terminals.map((terminal) => terminal.interrupt()));
    rmSync(dataDir, { recursive: true, force: true });
  }, STEP_MS);

  it("starts the server with its first command", { timeout: TOUR_MS }, async () => {
    const [terminal] = terminals;
    expect(first?.commands).toBe("npm start\n");
    terminal?.type(first?.commands ?? "");
    await terminal?.shows(here(first?.prints[0] ?? "nothing"), () => terminal.errors);
  });

  it("works as it stands and prints what it says", { timeout: TOUR_MS }, async () => {
    const [, terminal] = terminals;
    if (terminal === undefined) throw new Error("There is no terminal.");
    expect(others.length).toBeGreaterThan(8);
    for (const [index, { commands, prints }] of others.entries()) {
      const begin = terminal.output.length;
      const printed = () => terminal.output.slice(begin);
      const end = `=== end of step ${index + 2} ===`;
      terminal.type(`${commands}\necho '${end}'`);
      await terminal.shows(end, printed);
      // What runs in the background may speak after the command.
      for (const expected of prints) await terminal.shows(here(expected), printed);
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
