import { join } from "node:path";

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, "../../..");

/** What tests fetch or build once and keep; safe to delete. */
export const CACHE = join(ROOT, "node_modules/.cache/wth");
