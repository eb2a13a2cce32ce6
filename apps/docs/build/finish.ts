import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DOCS_BASE } from "@wth/server/docs/address.ts";
import { ROOT } from "./include.ts";
import { fullText, index, markdownOf } from "./llms.ts";
import type { Page } from "./page.ts";
import { StyleClasses } from "./style-classes.ts";

const DIST = path.join(ROOT, "apps/docs/dist");
const NOT_A_PAGE = "404";

/** What Pagefind adds for pages that have no search field of their own. */
const UNUSED = /^pagefind-(ui|modular-ui|component-ui|highlight)\./;

/** Code that is wider than the page is scrolled, by keyboard too, also before a script has said so. */
const CODE = /<pre\b(?= data-language=)/g;

/** Puts what Astro does not make beside its pages: their Markdown, `llms.txt`, and styles that need no exception. */
export function finish(pages: readonly Page[]): void {
  const shown = pages.filter(({ slug }) => slug !== NOT_A_PAGE);
  for (const page of shown) write(`${page.slug}.md`, markdownOf(page));
  write("llms.txt", index(shown));
  write("llms-full.txt", fullText(shown));
  for (const name of readdirSync(path.join(DIST, "pagefind")).filter((each) => UNUSED.test(each)))
    rmSync(path.join(DIST, "pagefind", name));
  moveStyles();
}

function moveStyles(): void {
  const names = readdirSync(DIST, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".html"),
  );
  const classes = new StyleClasses();
  const changed = names.map(
    (name) => [name, classes.replaceIn(readFileSync(path.join(DIST, name), "utf8"))] as const,
  );
  const { name: sheet, css } = classes.styleSheet(coloursOfCode());
  write(`_astro/${sheet}`, css);
  const link = `<link rel="stylesheet" href="${DOCS_BASE}/_astro/${sheet}">`;
  for (const [name, html] of changed) {
    const head = `${link}${markdownLink(name)}</head>`;
    write(name, html.replace("</head>", () => head).replaceAll(CODE, '$& tabindex="0"'));
  }
}

/** Tells programs where a page is as Markdown. */
function markdownLink(name: string): string {
  if (!name.endsWith("index.html")) return "";
  const slug = path.posix.dirname(name.replaceAll(path.sep, "/"));
  const href = `${DOCS_BASE}/${slug === "." ? "index" : slug}.md`;
  return `<link rel="alternate" type="text/markdown" href="${href}">`;
}

function coloursOfCode(): string {
  const name = readdirSync(path.join(DIST, "_astro")).find((each) => /^ec\..*\.css$/.test(each)) ?? "";
  return readFileSync(path.join(DIST, "_astro", name), "utf8");
}

function write(name: string, text: string): void {
  const file = path.join(DIST, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
