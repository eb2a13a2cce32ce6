import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { freePort } from "@wth/server/test/process.ts";
import type { Block } from "./blocks.ts";
import { ROOT } from "./pages.ts";
import { Shell } from "./shell.ts";

const START_MS = 180_000;
const STARTS = /^((?:\w+=\S+ )*)npm start$/gm;

/** Whether a shell block starts the server itself, as whoever runs one would. */
export function startsServer({ code }: Block): boolean {
  return code.search(STARTS) !== -1;
}

/**
 * The commands of such a block for one terminal instead of two: the server runs in the background, on ports that are
 * free, until the other commands are over.
 *
 * @param ports by the ports that the block names.
 * @param log where the server writes.
 */
export function inBackground(code: string, ports: ReadonlyMap<string, number>, log: string): string {
  const elsewhere = code.replaceAll(/\b\d{4}\b/g, (port) => String(ports.get(port) ?? port));
  const wait = `until grep -q 'Integration is ready' '${log}'; do
  kill -0 $SERVER || { cat '${log}'; exit 1; }
  sleep 0.1
done`;
  const commands = elsewhere.replaceAll(
    STARTS,
    (_line, settings) => `${settings}npm start > '${log}' 2>&1 < /dev/null &\nSERVER=$!\n${wait}`,
  );
  return `${commands}\nkill $SERVER\nwait $SERVER || true`;
}

/**
 * Runs such a block in the repository, with a data folder of its own.
 *
 * @param env of the commands, beside the server's settings.
 * @throws {Error} with what was printed, when the server does not start or a command fails.
 */
export async function runServerBlock(
  block: Block,
  folder: string,
  env: Record<string, string>,
): Promise<void> {
  const data = await mkdtemp(path.join(folder, "server-"));
  const ports = new Map<string, number>();
  for (const [port] of block.code.matchAll(/\b\d{4}\b/g)) ports.set(port, await freePort());
  const own = { WTH_DATA_DIR: path.join(data, "data"), PORT: String(await freePort()) };
  const shell = new Shell({
    program: "bash",
    args: ["-eu", "-o", "pipefail"],
    cwd: ROOT,
    env: { ...env, ...own },
  });
  try {
    const { finished, output, errors } = await shell.run(
      inBackground(block.code, ports, path.join(data, "server.log")),
      START_MS,
    );
    if (!finished) throw new Error(`The server did not start, or a command failed.\n${output}${errors}`);
  } finally {
    await shell.kill();
    await rm(data, { recursive: true, force: true });
  }
}
