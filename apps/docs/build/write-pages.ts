import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./include.ts";
import { navigation } from "./navigation.ts";
import type { Page } from "./page.ts";

/** Where Astro reads pages and navigation from. */
export const GENERATED = path.join(ROOT, "apps/docs/generated");

/** Writes the pages and the navigation for Astro, and takes away what was there. */
export function writePages(pages: readonly Page[]): void {
  rmSync(GENERATED, { recursive: true, force: true });
  for (const page of pages) write(`pages/${page.slug}.md`, withFrontMatter(page));
  write("navigation.json", JSON.stringify(navigation(pages)));
}

function withFrontMatter({ title, label, description, body }: Page): string {
  const matter = { title, description, sidebar: { label } };
  // JSON is YAML.
  const lines = Object.entries(matter).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return ["---", ...lines, "---", "", withTitles(body), ""].join("\n");
}

/** A block that is a file shows its name. */
function withTitles(body: string): string {
  return body.replaceAll(/^(```.*)\bfile="/gm, '$1title="');
}

function write(name: string, text: string): void {
  const file = path.join(GENERATED, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
