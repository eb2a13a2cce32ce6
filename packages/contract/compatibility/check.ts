import { bundleSpec } from "../codegen/bundle.ts";
import { readCatalogue } from "../codegen/catalogue.ts";
import { versionsFolder } from "../codegen/locations.ts";
import { checkContract } from "./gate.ts";
import { VersionsFolder } from "./versions-folder.ts";

// Says whether spec/ as it is now breaks what its API version promises; exits with 1 if it does.
const document = await bundleSpec(await readCatalogue());
const { ok, lines } = await checkContract(document, new VersionsFolder(versionsFolder));
(ok ? console.log : console.error)(lines.join("\n"));
process.exitCode = ok ? 0 : 1;
