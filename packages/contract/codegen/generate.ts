import { generateFiles } from "./files.ts";
import { generateCommand, generatedFolder } from "./locations.ts";
import { findStale, writeFiles } from "./output.ts";

// Writes the generated files; with --check only says which of them are not what spec/ gives, and exits with 1.
const files = await generateFiles();
if (process.argv.includes("--check")) {
  const stale = await findStale(generatedFolder, files);
  if (stale.length > 0) {
    const list = stale.map((name) => `  packages/contract/src/generated/${name}`).join("\n");
    console.error(
      `These files are not what spec/ gives:\n${list}\nRun \`${generateCommand}\` and commit the result.`,
    );
    process.exitCode = 1;
  }
} else {
  await writeFiles(generatedFolder, files);
}
