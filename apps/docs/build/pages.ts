import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT, withIncludes } from "./include.ts";
import type { Page } from "./page.ts";
import { referencePages } from "./reference-pages.ts";

/** Where the pages are that are written by hand. */
const WRITTEN = path.join(ROOT, "apps/docs/src/content/docs");

const FRONT_MATTER = /^---\n(.*?)\n---\n/s;

/**
 * Every page of the site: those written by hand, with what they include, and those made of the contract.
 *
 * @throws {Error} naming the page that has no title or description, or includes what there is not.
 */
export function allPages(): Page[] {
  const names = readdirSync(WRITTEN, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".md"),
  );
  return [...names.toSorted().map(readPage), ...referencePages()];
}

function readPage(name: string): Page {
  const text = readFileSync(path.join(WRITTEN, name), "utf8");
  const matter = FRONT_MATTER.exec(text)?.[0] ?? "";
  const field = (key: string) =>
    new RegExp(`^${key}: (.+)$`, "m").exec(matter)?.[1]?.replaceAll(/^"|"$/g, "");
  const slug = name.replaceAll(path.sep, "/").replace(/\.md$/, "");
  const title = field("title");
  const description = field("description");
  if (title === undefined || description === undefined)
    throw new Error(`${name} needs a title and a description between two lines of "---" at its beginning.`);
  const body = withIncludes(text.slice(matter.length).trim(), name);
  return { slug, title, label: field("label") ?? title, description, body };
}
