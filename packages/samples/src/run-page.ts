import { writeFile } from "node:fs/promises";
import path from "node:path";
import { freePort } from "@wth/server/test/process.ts";
import type { Block } from "./blocks.ts";
import { type Audience, prepareDealer, type SampleDealer } from "./dealer.ts";
import type { Environment } from "./environment.ts";
import { checkJson } from "./json.ts";
import { isInstalled, reasonToSkip, type Treatment, treatmentOf } from "./languages.ts";
import { fileOf, keyOf, type Project } from "./modules.ts";
import { type Page, ROOT } from "./pages.ts";
import { listens, type Start, start } from "./programs.ts";
import { tryReceiver } from "./receiver.ts";
import { recipeOf, tryRecipe } from "./recipes.ts";
import { runServerBlock, startsServer } from "./server-block.ts";
import { Shell } from "./shell.ts";

const BLOCK_MS = 60_000;
/** The first time, a compiler also compiles the standard library of its language. */
const COMPILED_MS = 240_000;
/** How long a server that a shell has left in the background may take to listen. */
const BACKGROUND_MS = 10_000;

/** What became of a block. */
export interface Outcome {
  readonly page: Page;
  readonly block: Block;
  readonly result: "run" | "checked" | "text" | "skipped" | "failed";
  /** Why it was skipped, or what went wrong. */
  readonly detail?: string;
}

/** Runs the blocks of one page in order, with a dealer of its own. */
export async function runPage(environment: Environment, project: Project, page: Page): Promise<Outcome[]> {
  const runner = new PageRunner(environment, project, page);
  const outcomes: Outcome[] = [];
  try {
    for (const block of page.blocks) outcomes.push({ page, block, ...(await runner.run(block)) });
  } finally {
    await runner.end();
  }
  return outcomes;
}

/** What has to be on the PATH; the project brings its own Node. */
function programsOf(treatment: Treatment): readonly string[] {
  if (treatment.kind === "shell") return ["bash", "curl"];
  return treatment.kind === "program" && treatment.program !== "node" ? [treatment.program] : [];
}

/** Partners' deliveries are signed with another secret. */
function audienceOf({ code }: Block): Audience {
  return code.includes("PARTNER_SECRET_KEY") ? "partner" : "dealer";
}

type Result = Pick<Outcome, "result" | "detail">;

class PageRunner {
  readonly #environment: Environment;
  readonly #project: Project;
  readonly #page: Page;
  readonly #folder: string;
  #dealer: SampleDealer | null = null;
  #shell: Shell | null = null;
  #port = 0;

  constructor(environment: Environment, project: Project, page: Page) {
    this.#environment = environment;
    this.#project = project;
    this.#page = page;
    this.#folder = project.folderOf(page);
  }

  async run(block: Block): Promise<Result> {
    const treatment = treatmentOf(block);
    if (treatment === undefined)
      return { result: "failed", detail: `Nobody has said how "${block.language}" is run.` };
    if (treatment.kind === "text") return { result: "text" };
    const reason = reasonToSkip(block);
    if (reason !== undefined) return { result: "skipped", detail: reason };
    const missing = programsOf(treatment).find((program) => !isInstalled(program));
    if (missing !== undefined) return { result: "skipped", detail: `there is no ${missing} on the PATH` };
    try {
      if (treatment.kind === "json") {
        checkJson(block);
        return { result: "checked" };
      }
      if (block.meta.fresh === true) await this.#begin();
      if (treatment.kind === "shell") await this.#runShell(block);
      else await this.#runProgram(block, treatment);
      await this.#tryRecipe(block);
      return { result: "run" };
    } catch (error) {
      return { result: "failed", detail: error instanceof Error ? error.message : String(error) };
    }
  }

  async end(): Promise<void> {
    await this.#shell?.kill();
  }

  /** Gives the page a new dealer, and the shell its variables. */
  async #begin(): Promise<SampleDealer> {
    this.#dealer = await prepareDealer(this.#environment);
    this.#port ||= await freePort();
    const exports = Object.entries(this.#dealer.variables).map(
      ([name, value]) => `export ${name}='${value}'`,
    );
    this.#shell?.type(exports.join("\n"));
    return this.#dealer;
  }

  async #variables(): Promise<Record<string, string>> {
    const { variables } = this.#dealer ?? (await this.#begin());
    const { tools } = this.#environment;
    return {
      ...variables,
      PORT: String(this.#port),
      HOME: process.env.HOME ?? this.#environment.folder,
      CURL_HOME: tools.curlHome,
      // The last one is where `uuidgen` is, for machines without it.
      PATH: [path.join(ROOT, "node_modules/.bin"), process.env.PATH ?? "", tools.bin].join(path.delimiter),
    };
  }

  async #runShell(block: Block): Promise<void> {
    const env = await this.#variables();
    if (startsServer(block)) return runServerBlock(block, this.#environment.folder, env);
    this.#shell ??= this.#openShell(env);
    const file = path.join(this.#folder, fileOf(block, "sh"));
    await writeFile(file, block.code);
    const { finished, output, errors } = await this.#shell.run(this.#commandFor(block, file), BLOCK_MS);
    if (!finished) {
      await this.#shell.kill();
      this.#shell = null;
      throw new Error(`A command failed, or did not end.\n${output}${errors}`);
    }
    const { status } = block.meta;
    if (typeof status === "string" && !errors.includes(`error: ${status}`))
      throw new Error(`Not refused with ${status}.\n${output}${errors}`);
    await this.#tryBackground(block);
  }

  #openShell(env: Record<string, string>): Shell {
    const shell = new Shell({ program: "bash", args: ["-eEu", "-o", "pipefail"], cwd: this.#folder, env });
    shell.type(`trap 'echo "line $LINENO of the block: $BASH_COMMAND: failed with $?" >&2' ERR`);
    return shell;
  }

  #commandFor({ meta }: Block, file: string): string {
    if (meta.dir === "repository") {
      const { variables } = this.#environment;
      const settings = Object.entries(variables).map(([name, value]) => `${name}='${value}'`);
      return `(cd '${ROOT}' && export ${settings.join(" ")} && . '${file}' < /dev/null)`;
    }
    const source = `. '${file}' < /dev/null`;
    return meta.status === undefined ? source : `set +e\n${source}\nset -e`;
  }

  /** A server that a shell block has left in the background is a receiver. */
  async #tryBackground(block: Block): Promise<void> {
    const shell = this.#shell;
    const { output: jobs } = (await shell?.run("jobs -rp", BLOCK_MS)) ?? { output: "" };
    if (jobs.trim() === "") return;
    const deadline = Date.now() + BACKGROUND_MS;
    while (!(await listens(this.#port)))
      if (Date.now() > deadline) throw new Error(`What runs in the background does not listen on $PORT.`);
    if (this.#dealer !== null) await tryReceiver(this.#dealer, this.#port, audienceOf(block));
    await shell?.run("kill $(jobs -rp); wait || true", BLOCK_MS);
  }

  /** What only defines a function is called with a delivery of the real worker. */
  async #tryRecipe(block: Block): Promise<void> {
    const recipe = recipeOf(block);
    if (recipe === undefined) return;
    const dealer = this.#dealer ?? (await this.#begin());
    await dealer.ping();
    const { receiver, folder } = this.#environment;
    const { body = "", headers = {} } = receiver.received.at(-1) ?? {};
    const signature = String(headers["x-wth-signature"]);
    await tryRecipe(recipe, block, folder, { body, signature, secret: dealer.secret });
  }

  async #runProgram(block: Block, treatment: Treatment): Promise<void> {
    const started = await this.#startOf(block, treatment);
    if (started === null) return;
    const running = await start(started);
    try {
      if (running.state === "late")
        throw new Error(`It neither ended nor listened on $PORT within ${started.timeoutMs / 1000} s.`);
      if (running.state === "ended" && running.code !== 0) throw new Error(`It ended with ${running.code}.`);
      if (running.state === "listening" && this.#dealer !== null)
        await tryReceiver(this.#dealer, this.#port, audienceOf(block));
    } catch (error) {
      const printed = running.output();
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${printed}`, {
        cause: error,
      });
    } finally {
      await running.stop();
    }
  }

  /** @returns null when there is nothing to start. */
  async #startOf(block: Block, treatment: Treatment): Promise<Start | null> {
    const common = { cwd: this.#folder, env: await this.#variables(), port: this.#port };
    const node = ["--import", path.join(import.meta.dirname, "harness/preload.mjs")];
    if (treatment.kind === "typescript") {
      const complaint = this.#project.complaints.get(keyOf(this.#page, block));
      if (complaint !== undefined) throw new Error(`It does not compile:\n${complaint}`);
      if (block.meta.check !== undefined) return null;
      const module = this.#project.compiled(this.#page, block);
      const handler = /^export (default \{|default app|const (POST|receive)\b)/m.test(block.code);
      const args = handler ? [path.join(import.meta.dirname, "harness/serve.mjs"), module] : [module];
      return { ...common, program: process.execPath, args: [...node, ...args], timeoutMs: BLOCK_MS };
    }
    if (treatment.kind !== "program") return null;
    const file = fileOf(block, treatment.ending);
    await writeFile(path.join(this.#folder, file), block.code);
    const isNode = treatment.program === "node";
    const args = [...(isNode ? node : []), ...treatment.args(file, block)];
    const env = { ...common.env, GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local", GO111MODULE: "off" };
    const program = isNode ? process.execPath : treatment.program;
    return { ...common, env, program, args, timeoutMs: treatment.ending === "go" ? COMPILED_MS : BLOCK_MS };
  }
}
