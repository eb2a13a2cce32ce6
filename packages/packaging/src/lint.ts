import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { Tarball } from "./tarballs.ts";

/**
 * What publint (https://publint.dev) finds in a tarball, warnings and suggestions included.
 *
 * @returns its messages: none when it is clean
 */
export async function publintMessages(tarball: Tarball): Promise<string[]> {
  const data = await readFile(tarball.path);
  const content = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: content }, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

/**
 * What "Are the types wrong?" (https://arethetypeswrong.github.io) finds, under the resolutions that know `exports`: those
 * of Node 16 and later, from ES modules and CommonJS, and of bundlers. TypeScript's `node10` does not, and cannot see
 * sub-entries.
 *
 * @returns one line for each problem: none when it is clean
 */
export async function typeProblems(tarball: Tarball): Promise<string[]> {
  const result = await checkPackage(
    createPackageFromTarballData(new Uint8Array(await readFile(tarball.path))),
  );
  if (!result.types) return ["the package has no types"];
  return result.problems
    .filter((problem) => !("resolutionKind" in problem && problem.resolutionKind === "node10"))
    .map((problem) => JSON.stringify(problem));
}
