import { tags } from "./contract.ts";
import type { Page } from "./page.ts";

/** A group of the navigation, with the pages in it. */
export interface Group {
  label: string;
  slugs: readonly string[];
  /** Closed until one of its pages is open. */
  collapsed: boolean;
}

const WRITTEN: readonly Group[] = [
  { label: "Start", slugs: ["index", "quickstart"], collapsed: false },
  {
    label: "The API",
    slugs: ["authentication", "idempotency", "pagination", "rate-limits", "test-mode", "errors", "changelog"],
    collapsed: false,
  },
  { label: "Webhooks", slugs: ["webhooks", "webhook-recipes", "events"], collapsed: false },
  { label: "Packages and tools", slugs: ["sdk", "verifier", "tools"], collapsed: false },
  { label: "Partners", slugs: ["partner"], collapsed: false },
  { label: "Your own server", slugs: ["self-hosting", "operations"], collapsed: false },
];

/** The pages that are in no group: they are not looked for. */
const APART = new Set(["404"]);

/**
 * The navigation: what was written by hand, then the reference by its parts.
 *
 * @throws {Error} when it leads to a page that there is not, or a page is in no group.
 */
export function navigation(pages: readonly Page[]): Group[] {
  const slugs = pages.map(({ slug }) => slug);
  const reference = ["", ...tags.map(({ name }) => name)].map((name) => {
    const start = name === "" ? "reference" : `reference/${name.toLowerCase()}/`;
    const within = slugs.filter((slug) => (name === "" ? slug === start : slug.startsWith(start)));
    return { label: name === "" ? "Reference" : name, slugs: within, collapsed: name !== "" };
  });
  const groups = [...WRITTEN, ...reference].filter((group) => group.slugs.length > 0);
  const known = new Set(groups.flatMap((group) => group.slugs));
  const lost = [
    ...slugs.filter((slug) => !known.has(slug) && !APART.has(slug)),
    ...[...known].filter((slug) => !slugs.includes(slug)),
  ];
  if (lost.length > 0)
    throw new Error(`Bring apps/docs/build/navigation.ts up to these pages: ${lost.join(", ")}.`);
  return groups;
}
