import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runOps } from "@wth/server/ops/testing.ts";
import { type ServerProcess, startServerProcess } from "@wth/server/test/process.ts";

/** The real server as `npm start` runs it, on a data folder and a port of its own. */
export interface DashboardServer {
  /** Where the dashboard is, without a slash at the end. */
  url: string;
  process: ServerProcess;
  /** The operator's command line on this server's database. @returns the document of `--json`. */
  ops(...words: readonly string[]): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts it, with its worker and database. */
export async function startDashboardServer(
  env: Readonly<Record<string, string>> = {},
): Promise<DashboardServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "wth-e2e-"));
  const process = await startServerProcess({ WTH_DATA_DIR: dataDir, ...env });
  return {
    url: new URL(process.baseUrl).origin,
    process,
    ops: async (...words) => {
      const { code, json, stderr } = await runOps({ WTH_DATA_DIR: dataDir }, ...words);
      if (code !== 0) throw new Error(`ops ${words.join(" ")} failed: ${stderr}`);
      return json;
    },
    close: async () => {
      await process.end("SIGTERM");
      await rm(dataDir, { recursive: true });
    },
  };
}
