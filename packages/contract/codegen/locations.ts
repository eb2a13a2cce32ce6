import { fileURLToPath } from "node:url";

/** The folder of the hand-written contract. */
export const specFolder = fileURLToPath(new URL("../../../spec/", import.meta.url));

/** The folder that holds everything this package generates, and nothing else. */
export const generatedFolder = fileURLToPath(new URL("../src/generated/", import.meta.url));

/** The folder of the frozen documents: one for each API version. */
export const versionsFolder = fileURLToPath(new URL("../../../spec/versions/", import.meta.url));

/** What to run after a change in `spec/`. */
export const generateCommand = "npm run generate";
