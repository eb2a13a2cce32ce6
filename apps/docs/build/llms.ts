import { DOCS_BASE, ORIGIN_PLACEHOLDER } from "@wth/server/docs/address.ts";
import { blocks, plain } from "./markdown.ts";
import { navigation } from "./navigation.ts";
import type { Page } from "./page.ts";

// The site for programs that read Markdown: each page, an index (https://llmstxt.org), and all in one.

const TITLE = "WatchTraderHub Custom Integration API";
const SUMMARY =
  "REST API, signed webhooks, SDK and verifier that connect a watch dealer's own systems to WatchTraderHub.";

/** A page as plain Markdown, with its title, and links that work from anywhere. */
export function markdownOf({ title, description, body }: Page): string {
  return `${blocks(`# ${title}`, `> ${description}`, withOrigin(plain(body)))}\n`;
}

/** `llms.txt`: what there is to read, by the groups of the navigation. */
export function index(pages: readonly Page[]): string {
  const bySlug = new Map(pages.map((page) => [page.slug, page]));
  const groups = navigation(pages).map(({ label, slugs }) =>
    blocks(
      `## ${label}`,
      slugs
        .flatMap((slug) => bySlug.get(slug) ?? [])
        .map(
          ({ slug, title, description }) =>
            `- [${title}](${ORIGIN_PLACEHOLDER}${DOCS_BASE}/${slug}.md): ${description}`,
        )
        .join("\n"),
    ),
  );
  const contract = `- [OpenAPI 3.1](${ORIGIN_PLACEHOLDER}/api/v1/openapi.json): every operation and webhook, with schemas and examples`;
  return `${blocks(`# ${TITLE}`, `> ${SUMMARY}`, ...groups, "## Contract", contract)}\n`;
}

/** `llms-full.txt`: every page, one after the other, in the order of the navigation. */
export function fullText(pages: readonly Page[]): string {
  const bySlug = new Map(pages.map((page) => [page.slug, page]));
  return navigation(pages)
    .flatMap(({ slugs }) => slugs.flatMap((slug) => bySlug.get(slug) ?? []))
    .map(markdownOf)
    .join("\n---\n\n");
}

function withOrigin(markdown: string): string {
  return markdown.replaceAll(`](${DOCS_BASE}`, `](${ORIGIN_PLACEHOLDER}${DOCS_BASE}`);
}
