import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { command } from "./print.ts";

const main = path.resolve(import.meta.dirname, "../ops/main.ts");

/**
 * Runs an `ops` command as an operator does, in a process of its own, and prints it.
 *
 * @returns the JSON document that it prints.
 * @throws {Error} with what the command said.
 */
export async function ops(...args: string[]): Promise<Record<string, unknown>> {
  command(`npm run --silent ops -- ${args.map(quote).join(" ")} --json`);
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [main, ...args, "--json"]);
    return JSON.parse(stdout);
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new Error(said, { cause: error });
  }
}

function quote(arg: string): string {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
}
