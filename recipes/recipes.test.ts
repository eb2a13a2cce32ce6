import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { safeVerify, signTestHeaders } from "@watchtraderhub/webhook-verifier";
import { afterAll, describe, expect, it } from "vitest";
import vectors from "../spec/signing/vectors.json" with { type: "json" };

// Runs each recipe on the vectors of the signature, as far as its language is installed here.

const HERE = import.meta.dirname;
const SECRET = "whsec_qFzUfUdRAyjreopfC5tG4lUoYk/aFLtJd9+foPMtFBs=";
const temporary = mkdtempSync(join(tmpdir(), "wth-recipes-"));
afterAll(() => rmSync(temporary, { recursive: true }));

/** One case, as the harnesses read it: the body in base64. */
interface Case {
  readonly name: string;
  readonly body: string;
  readonly header: string;
  readonly secrets: readonly string[];
  readonly now: number;
  readonly tolerance: number;
  readonly expected: { readonly index: number } | { readonly code: string };
}

const cases: Case[] = vectors.verify.map((vector) => ({
  name: vector.name,
  body: vector.body_base64 ?? Buffer.from(vector.body ?? "").toString("base64"),
  header: vector.header,
  secrets: vector.secrets,
  now: vector.now,
  tolerance: vector.tolerance_seconds ?? vectors.tolerance_seconds,
  expected: vector.expect.ok
    ? { index: vector.expect.matched_secret_index ?? -1 }
    : { code: vector.expect.code ?? "" },
}));
for (const [name, secret] of [
  ["an unset secret", ""],
  ["a secret that is too short", SECRET.slice(0, 31)],
] as const) {
  const [plain] = cases;
  if (plain) cases.push({ ...plain, name, secrets: [secret], expected: { code: "weak_secret" } });
}

/** Runs a program with the cases on its standard input, and reads its answers. */
function answersOf(program: string, args: readonly string[], cwd = HERE): unknown {
  const asked = JSON.stringify(cases);
  const env = { ...process.env, GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local" };
  return JSON.parse(execFileSync(program, args, { cwd, env, input: asked, encoding: "utf8" }));
}

const expectedAnswers = cases.map(({ expected }) => expected);

/** Whether a program is there; where it is not, the title of its tests says so. */
function installed(program: string): boolean {
  const names = (process.env.PATH ?? "").split(":").map((folder) => join(folder, program));
  const found = names.some((name) => {
    try {
      execFileSync("test", ["-x", name]);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) console.warn(`There is no ${program} on the PATH: its recipe was not run.`);
  return found;
}

function describeRecipe(title: string, programs: readonly string[], tests: () => void): void {
  const missing = programs.filter((program) => !installed(program));
  const why = missing.length > 0 ? ` (not run: there is no ${missing.join(", no ")} on the PATH)` : "";
  describe.skipIf(missing.length > 0)(`${title}${why}`, tests);
}

describe("the recipe for Node", () => {
  it("answers the vectors", () => {
    expect(answersOf(process.execPath, ["harness/node.mjs"])).toEqual(expectedAnswers);
  });

  it("is a receiver", async () => {
    const port = await freePort();
    const env = { ...process.env, WTH_WEBHOOK_SECRET: SECRET, PORT: String(port) };
    const receiver = spawn(process.execPath, ["node.mjs"], { cwd: HERE, env, stdio: "ignore" });
    try {
      const body = '{"id":"evt_1","type":"listing.sold"}';
      const headers = signTestHeaders({ body, secrets: SECRET });
      const send = (sent: string) =>
        fetch(`http://127.0.0.1:${port}`, { method: "POST", headers, body: sent });
      await expect.poll(() => send(body).then(({ status }) => status, String), { timeout: 10_000 }).toBe(204);
      const refused = await send(`${body} `);
      expect([refused.status, await refused.text()]).toEqual([400, "no_match"]);
    } finally {
      receiver.kill();
    }
  });
});

describeRecipe("the recipe for PHP", ["php"], () => {
  it("answers the vectors", () => {
    expect(answersOf("php", ["harness/php.php"])).toEqual(expectedAnswers);
  });
});

describeRecipe("the recipe for Laravel", ["php"], () => {
  it("answers the vectors, and lets only genuine requests pass", () => {
    expect(answersOf("php", ["harness/laravel.php"])).toEqual({
      answers: expectedAnswers,
      handled: [
        [204, "handled"],
        [400, "no_match"],
        [400, "missing_header"],
      ],
    });
  });
});

describeRecipe("the recipe for Python", ["python3"], () => {
  it("answers the vectors", () => {
    expect(answersOf("python3", ["harness/python.py"])).toEqual(expectedAnswers);
  });
});

describeRecipe("the recipe for Ruby", ["ruby"], () => {
  it("answers the vectors", () => {
    expect(answersOf("ruby", ["harness/ruby.rb"])).toEqual(expectedAnswers);
  });
});

describeRecipe("the recipe for Go", ["go"], () => {
  // The first time, the compiler also compiles the standard library.
  it("answers the vectors", { timeout: 180_000 }, () => {
    expect(answersOf("go", ["run", "./harness"], join(HERE, "go"))).toEqual(expectedAnswers);
  });
});

describeRecipe("the recipe for the shell", ["bash", "openssl", "curl"], () => {
  // It knows one secret, and no command line can carry a NUL.
  const shellCases = cases.filter(({ secrets, header }) => secrets.length === 1 && !header.includes("\0"));

  it("answers the vectors", () => {
    const lines = shellCases.map(({ body, now, tolerance, secrets, header }, index) => {
      const file = join(temporary, `body-${index}`);
      writeFileSync(file, Buffer.from(body, "base64"));
      return [file, now, tolerance, secrets[0], header].join("\x1f");
    });
    const answers = execFileSync("bash", ["harness/shell.sh"], {
      cwd: HERE,
      input: `${lines.join("\n")}\n`,
      encoding: "utf8",
    });
    expect(answers.trim().split("\n")).toEqual(
      shellCases.map(({ expected }) => ("code" in expected ? expected.code : "ok")),
    );
  });

  it("covers all but a few of the vectors", () => {
    expect(cases.length - shellCases.length).toBeLessThan(10);
  });

  it("sends what a receiver accepts", async () => {
    const seen: string[] = [];
    const receiver = createServer(async (request, response) => {
      const result = safeVerify({
        body: Buffer.concat(await request.toArray()),
        headers: request.headers,
        secrets: SECRET,
      });
      seen.push(result.ok ? "ok" : result.code);
      response.writeHead(result.ok ? 204 : 400).end();
    });
    const port = await listening(receiver);
    const body = join(temporary, "event.json");
    writeFileSync(body, '{"id":"evt_1",\n "name":"Zoë"}\n');
    const send = async (secret: string) => {
      const script = 'source shell.sh && wth_send "$1" "$2" "$3"';
      const args = ["-c", script, "bash", `http://127.0.0.1:${port}`, secret, body];
      return (await promisify(execFile)("bash", args, { cwd: HERE })).stdout.trim();
    };
    expect(await send(SECRET)).toBe("204");
    expect(await send(SECRET.toLowerCase())).toBe("400");
    expect(seen).toEqual(["ok", "no_match"]);
    receiver.close();
  });
});

describe("every recipe", () => {
  it.each([
    "node.mjs",
    "shell.sh",
    "verify_webhook.php",
    "laravel/VerifyWatchTraderHubSignature.php",
    "verify_webhook.py",
    "verify_webhook.rb",
    "go/webhook.go",
  ])("%s stands in the index, and names every refusal", (file) => {
    const source = readFileSync(join(HERE, file), "utf8");
    expect(readFileSync(join(HERE, "README.md"), "utf8")).toContain(`(${file})`);
    for (const code of [
      "missing_header",
      "malformed_header",
      "timestamp_too_old",
      "timestamp_too_new",
      "no_match",
      "weak_secret",
    ])
      expect(source).toContain(code);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address === "object" && address !== null) return address.port;
  throw new Error("a TCP server has a port");
}
