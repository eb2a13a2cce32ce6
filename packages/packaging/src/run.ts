import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * Runs a program to its end.
 *
 * @returns what it printed on standard output, without the white space around it
 * @throws Error with all that it printed, when it fails: compilers report on standard output
 */
export async function run(cwd: string, program: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
    return stdout.trim();
  } catch (error) {
    const output = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    throw new Error(`${program} ${args.join(" ")} failed:\n${output}\n${error}`, { cause: error });
  }
}
