// Parts of the repository's own documents, which say some things already: they are included, not told again.

/** A README without its title, for a page that has one. */
export function withoutTitle(markdown: string): string {
  return forSite(markdown.replace(/^# .*\n+/, ""));
}

/**
 * What stands below one heading of a document, up to the next of its level, without the heading.
 *
 * @throws {Error} when there is no such heading.
 */
export function readmeSection(markdown: string, heading: string): string {
  const level = heading.replace(/[^#].*$/s, "");
  const start = markdown.indexOf(`\n${heading}\n`);
  if (start === -1) throw new Error(`The document has no heading "${heading}".`);
  const rest = markdown.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`^#{1,${level.length}} `, "m"));
  return forSite(end === -1 ? rest : rest.slice(0, end)).trim();
}

/**
 * Links to files of the repository lead nowhere on the site: their words stay. Starting a server is told, and not run with
 * the samples of a page.
 */
function forSite(markdown: string): string {
  return markdown
    .replaceAll(/^```sh\n(?=[^`]*npm start)/gm, "```text\n")
    .replaceAll(/\[([^\]]+)\]\((?!https?:|#)[^)]+\)/g, "$1");
}
