import { execFile } from "node:child_process";
import path from "node:path";

const main = path.join(import.meta.dirname, "main.ts");

/** How a command of `ops` ended. */
export interface OpsRun {
  code: number;
  /** The document of `--json`; null when it printed none. */
  json: unknown;
  stderr: string;
}

/**
 * Runs `ops` as a process of its own, with `--json`.
 *
 * @param env its environment beside PATH: nothing else is passed on.
 */
export function runOps(env: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<OpsRun> {
  const options = { env: { PATH: process.env.PATH, ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...words, "--json"], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? -1);
      resolve({ code, json: stdout === "" ? null : JSON.parse(stdout), stderr });
    });
  });
}
