/// <reference path="./size-limit-plugins.d.ts" />
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import esbuildPlugin from "@size-limit/esbuild";
import filePlugin from "@size-limit/file";
import sizeLimit from "size-limit";
import type { Consumer } from "./consumer.ts";

/** What to bundle. */
export interface BundleOptions {
  /** Source of the module to bundle, as `export { verify } from "@watchtraderhub/webhook-verifier"`. */
  readonly source: string;
  /** The platform that is bundled for. Default: `neutral`, which knows no platform's modules or conditions. */
  readonly platform?: "neutral" | "node" | "browser";
}

/**
 * Bundles a module of a consumer with esbuild, minifies it, and compresses it with gzip, as size-limit does.
 *
 * @returns bytes
 */
export async function bundledSize(consumer: Consumer, options: BundleOptions): Promise<number> {
  const entry = `size-${randomUUID()}.mjs`;
  await consumer.write(entry, options.source);
  const platform = options.platform ?? "neutral";
  const check = {
    files: [join(consumer.folder, entry)],
    gzip: true,
    modifyEsbuildConfig: (config: object) => ({ ...config, platform, format: "esm", target: "es2022" }),
  };
  const results = await sizeLimit([...filePlugin, ...esbuildPlugin], {
    cwd: consumer.folder,
    checks: [check],
  });
  const [result]: unknown[] = Array.isArray(results) ? results : [];
  if (typeof result === "object" && result !== null && "size" in result && typeof result.size === "number")
    return result.size;
  throw new Error("size-limit has measured nothing.");
}
