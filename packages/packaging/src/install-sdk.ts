import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { type Consumer, createConsumer } from "./consumer.ts";
import { ROOT } from "./paths.ts";
import { packDependency, packPackage, type Tarball } from "./tarballs.ts";

/** An empty project outside the repository with the packed SDK and all that it depends on. */
export async function installSdk(): Promise<{ sdk: Tarball; consumer: Consumer }> {
  const folder = join(ROOT, "packages/sdk");
  const sdk = await packPackage("sdk");
  const verifier = await packPackage("webhook-verifier");
  const client = await packDependency("openapi-fetch", folder);
  // pnpm keeps what a package depends on beside it.
  const installed = await realpath(join(folder, "node_modules/openapi-fetch"));
  const helpers = await packDependency("openapi-typescript-helpers", join(installed, "../.."));
  return { sdk, consumer: await createConsumer([sdk, verifier, client, helpers]) };
}
