import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, say } from "./environment.mjs";

/**
 * Whose lock it is, unless a test has its own.
 *
 * @typedef {{ folder?: string, platform?: NodeJS.Platform }} LockOptions
 */

/**
 * Does what is to be done once: nothing, if it is done; else in one process at a time ({@link alone}), of which the first
 * does it, and the others find it done.
 *
 * @param {() => boolean} isDone
 * @param {() => Promise<void>} work
 * @param {LockOptions} [options]
 */
export async function ensure(isDone, work, options) {
  if (isDone()) return;
  await alone(async () => {
    if (!isDone()) await work();
  }, options);
}

/**
 * Does a piece of work in one process at a time, of all that start in this checkout: two first starts at once (`npm start`
 * and `npm test`, say) would install, generate and build into the same folders. Not to be nested.
 *
 * The lock is a local socket that only one process can listen on, because Node has no file locks of its own: the kernel takes
 * it away when the process dies in whatever way, and tells those who wait.
 *
 * @template Result
 * @param {() => Promise<Result>} work
 * @param {LockOptions} [options]
 * @returns {Promise<Result>}
 */
export async function alone(work, { folder = ROOT, platform = process.platform } = {}) {
  const address = addressOf(folder, platform);
  let release = await tryToTake(address);
  if (release === null) say("Another command is preparing this checkout; waiting for it…");
  while (release === null) {
    await untilReleased(address);
    release = await tryToTake(address);
  }
  try {
    return await work();
  } finally {
    release();
  }
}

/**
 * On Linux a name that is in no folder, so that nothing is left behind; elsewhere a file, short enough for a socket.
 *
 * @param {string} folder
 * @param {NodeJS.Platform} platform
 */
function addressOf(folder, platform) {
  const name = `wth-${createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 32)}`;
  return platform === "linux" ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

/**
 * @param {string} address
 * @returns {Promise<(() => void) | null>} what releases it; null while another process has it
 */
function tryToTake(address) {
  return new Promise((resolve) => {
    /** @type {Set<import("node:net").Socket>} */
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket.on("error", () => {}).on("close", () => waiting.delete(socket)));
    });
    server.once("error", (/** @type {NodeJS.ErrnoException} */ { code }) =>
      // Where there are no such sockets at all it goes on as if it were alone.
      resolve(code === "EADDRINUSE" ? null : () => {}),
    );
    server.listen(address, () =>
      resolve(() => {
        server.close();
        for (const socket of waiting) socket.destroy();
      }),
    );
  });
}

/**
 * Resolves when the process that has the lock gives it free, or is gone.
 *
 * @param {string} address
 * @returns {Promise<void>}
 */
function untilReleased(address) {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once("error", (/** @type {NodeJS.ErrnoException} */ { code }) => {
      // Left behind by a process that was killed: nobody listens on that file.
      if (code === "ECONNREFUSED" && !address.startsWith("\0")) rmSync(address, { force: true });
    });
    socket.once("close", () => resolve());
    socket.resume();
  });
}
