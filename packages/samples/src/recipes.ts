import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { isRecord } from "@wth/server/http/document.ts";
import type { Block } from "./blocks.ts";
import { ROOT } from "./pages.ts";

/** A recipe for verifying: where its file lies in `recipes`, and what answers cases with it. */
interface Recipe {
  readonly file: string;
  readonly program: string;
  readonly args: readonly string[];
  /** The folder of `recipes` to run it in; the whole, if absent. */
  readonly within?: string;
}

/** By the name of its file. Node's is a receiver, and is tried as one. */
const recipes: Readonly<Record<string, Recipe>> = {
  "shell.sh": { file: "shell.sh", program: "bash", args: ["harness/shell.sh"] },
  "verify_webhook.php": { file: "verify_webhook.php", program: "php", args: ["harness/php.php"] },
  "VerifyWatchTraderHubSignature.php": {
    file: "laravel/VerifyWatchTraderHubSignature.php",
    program: "php",
    args: ["harness/laravel.php"],
  },
  "verify_webhook.py": { file: "verify_webhook.py", program: "python3", args: ["harness/python.py"] },
  "verify_webhook.rb": { file: "verify_webhook.rb", program: "ruby", args: ["harness/ruby.rb"] },
  "webhook.go": { file: "go/webhook.go", program: "go", args: ["run", "./harness"], within: "go" },
};

/** The recipe that a block is, by the file that it stands for. */
export function recipeOf({ meta }: Block): Recipe | undefined {
  const { file } = meta;
  return typeof file === "string" && Object.hasOwn(recipes, file) ? recipes[file] : undefined;
}

/** A delivery as it arrived. */
export interface Captured {
  readonly body: string;
  readonly signature: string;
  readonly secret: string;
}

/**
 * Has a recipe, as the page shows it, verify a real delivery, and one whose body was changed on the way.
 *
 * @param folder for a copy of the recipes in which the block takes the place of the file.
 * @throws {Error} when it does not accept the one and refuse the other.
 */
export async function tryRecipe(
  recipe: Recipe,
  block: Block,
  folder: string,
  captured: Captured,
): Promise<void> {
  const copy = await mkdtemp(path.join(folder, "recipes-"));
  try {
    await cp(path.join(ROOT, "recipes"), copy, { recursive: true });
    await writeFile(path.join(copy, recipe.file), block.code);
    const input = await inputFor(recipe, copy, captured);
    const env = { ...process.env, GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local" };
    const running = promisify(execFile)(recipe.program, recipe.args, {
      cwd: path.join(copy, recipe.within ?? "."),
      env,
    });
    running.child.stdin?.end(input);
    const { stdout } = await running;
    const answers = recipe.program === "bash" ? stdout.trim().split("\n") : answersIn(stdout);
    const wanted = recipe.program === "bash" ? ["ok", "no_match"] : [{ index: 0 }, { code: "no_match" }];
    if (JSON.stringify(answers) !== JSON.stringify(wanted))
      throw new Error(
        `A real delivery and a changed one: ${stdout}; it has to be ${JSON.stringify(wanted)}.`,
      );
  } finally {
    await rm(copy, { recursive: true });
  }
}

async function inputFor(
  { program }: Recipe,
  folder: string,
  { body, signature, secret }: Captured,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const bodies = [body, `${body} `];
  if (program !== "bash") {
    const cases = bodies.map((each) => ({
      body: Buffer.from(each).toString("base64"),
      header: signature,
      secrets: [secret],
      now,
      tolerance: 300,
    }));
    return JSON.stringify(cases);
  }
  const lines: string[] = [];
  for (const [index, each] of bodies.entries()) {
    const file = path.join(folder, `body-${index}`);
    await writeFile(file, each);
    lines.push([file, now, 300, secret, signature].join("\x1f"));
  }
  return `${lines.join("\n")}\n`;
}

function answersIn(stdout: string): unknown {
  const parsed: unknown = JSON.parse(stdout);
  return isRecord(parsed) ? parsed.answers : parsed;
}
