import { spawnSync } from "node:child_process";
import path from "node:path";
import { finish } from "./finish.ts";
import { ROOT } from "./include.ts";
import { allPages } from "./pages.ts";
import { writePages } from "./write-pages.ts";

// Builds the site: pages as Markdown, Astro's pages of them, then what goes beside those.

const FOLDER = path.join(ROOT, "apps/docs");
const ASTRO = path.join(FOLDER, "node_modules/astro/bin/astro.mjs");

const pages = allPages();
writePages(pages);
const { status } = spawnSync(process.execPath, [ASTRO, "build", "--silent"], {
  cwd: FOLDER,
  stdio: "inherit",
  // No more of the caller's environment: Astro takes a `BASE_URL` in it, which readers of the pages set, for its own.
  env: {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TMPDIR: process.env.TMPDIR,
    ASTRO_TELEMETRY_DISABLED: "1",
  },
});
if (status !== 0) process.exit(status ?? 1);
finish(pages);
