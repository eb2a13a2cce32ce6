import { existsSync } from "node:fs";
import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { type Block, blocksOf } from "./blocks.ts";

/** The root of the repository. */
export const ROOT = path.resolve(import.meta.dirname, "../../..");

/** A document with its code blocks. */
export interface Page {
  /** Its path in the repository. */
  readonly file: string;
  /** A name that can be a folder's. */
  readonly slug: string;
  readonly blocks: readonly Block[];
}

/** The built site, with every page as Markdown. */
const SITE = "apps/docs/dist";

/** What is published or shown with the code. */
const READMES = [
  "README.md",
  "packages/sdk/README.md",
  "packages/webhook-verifier/README.md",
  "recipes/README.md",
  "examples/README.md",
];

/**
 * Every document whose samples are run: the pages of the built site, and the READMEs.
 *
 * @param only a part of their paths; empty takes all.
 * @throws {Error} when the site is not built.
 */
export async function readPages(only: string): Promise<Page[]> {
  if (!existsSync(path.join(ROOT, SITE)))
    throw new Error(
      `The documentation is not built: ${SITE} is not there. Run \`pnpm --filter @wth/docs build\`.`,
    );
  const files = [...READMES];
  for await (const file of glob(`${SITE}/**/*.md`, { cwd: ROOT })) files.push(file);
  if (files.length === READMES.length) throw new Error(`There is no page in ${SITE}: build the site again.`);
  return Promise.all(
    files
      .filter((file) => file.includes(only))
      .sort()
      .map(async (file) => ({
        file,
        slug: file
          .replace(`${SITE}/`, "")
          .replace(/\.md$/, "")
          .replaceAll(/[^\w-]+/g, "-"),
        blocks: blocksOf(withoutTour(await readFile(path.join(ROOT, file), "utf8"))),
      })),
  );
}

/** A tour needs two terminals, and its own test takes it (scripts/docs-tour.test.ts): its lines are left empty. */
function withoutTour(markdown: string): string {
  return markdown.replace(/^## A tour in ten minutes\n[\s\S]*?(?=^## )/m, (tour) =>
    tour.replaceAll(/[^\n]+/g, ""),
  );
}
