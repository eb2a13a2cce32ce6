import { bundleSpec } from "../codegen/bundle.ts";
import { readCatalogue } from "../codegen/catalogue.ts";
import { versionsFolder } from "../codegen/locations.ts";
import { FreezeError, freeze } from "./gate.ts";
import { VersionsFolder } from "./versions-folder.ts";

// Freezes spec/ as it is now as the document of its API version; with --release for good.
const release = process.argv.includes("--release");
try {
  const document = await bundleSpec(await readCatalogue());
  const { date, breaks } = await freeze(document, new VersionsFolder(versionsFolder), release);
  console.log(`spec/versions/${date}.json is ${release ? "released" : "frozen"}. Commit it.`);
  if (breaks.length > 0) {
    console.log(
      "It breaks the version before it as follows. The server's version changes have to cover each:",
    );
    for (const line of breaks) console.log(`  - ${line}`);
  }
} catch (error) {
  if (!(error instanceof FreezeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
