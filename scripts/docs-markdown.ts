/** A link of a document, `[label](target)`. */
export interface Link {
  label: string;
  target: string;
}

const FENCE = /^```.*?\n.*?^```$/gms;

/** The text without its fenced blocks. */
export function proseOf(markdown: string): string {
  return markdown.replaceAll(FENCE, "");
}

/** What stands between backticks in the prose. */
export function codeSpansOf(markdown: string): string[] {
  return [...proseOf(markdown).matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span);
}

/** The links in the prose. */
export function linksOf(markdown: string): Link[] {
  return [...proseOf(markdown).matchAll(/\[([^\]\n]*)\]\(([^)\s]+)\)/g)].map(
    ([, label = "", target = ""]) => ({
      label: label.replaceAll("`", ""),
      target,
    }),
  );
}

/** The anchors of the headings, as GitHub makes them. */
export function anchorsOf(markdown: string): string[] {
  return [...proseOf(markdown).matchAll(/^#{1,6} (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-"),
  );
}

/**
 * The part from one heading up to another.
 *
 * @throws {Error} when either is not there.
 */
export function sectionOf(markdown: string, from: string, to: string): string {
  const start = markdown.indexOf(`\n${from}\n`);
  const end = markdown.indexOf(`\n${to}\n`, start + 1);
  if (start === -1 || end === -1) throw new Error(`The document has no section from "${from}" to "${to}".`);
  return markdown.slice(start, end);
}
