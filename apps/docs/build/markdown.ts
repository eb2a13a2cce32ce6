/**
 * Text of the contract as Markdown: `<` outside of code would begin a tag.
 *
 * @example prose("Send `Bearer <key>`, not <key>.") // Send `Bearer <key>`, not \<key>.
 */
export function prose(text: string): string {
  return text
    .trim()
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replaceAll("<", "\\<")))
    .join("");
}

/** The same on one line, for a cell of a table or an item of a list. */
export function line(text: string): string {
  return prose(text).replaceAll(/\s+/g, " ");
}

/** A table; cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll(/\s+/g, " ")).join(" | ")} |`;
  return [row(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(row)].join("\n");
}

/**
 * A fenced block.
 *
 * @param info language and metadata, such as `json schema="Order"`.
 */
export function fence(info: string, code: string): string {
  return `\`\`\`${info}\n${code.trimEnd()}\n\`\`\``;
}

/** A value as a block of JSON. @param schema the component of the contract that it is an instance of. */
export function jsonBlock(value: unknown, schema?: string): string {
  return fence(schema === undefined ? "json" : `json schema="${schema}"`, JSON.stringify(value, null, 2));
}

/** Blocks with an empty line between them; nothing is left out of those that are empty. */
export function blocks(...parts: readonly (string | null)[]): string {
  return parts.filter((part): part is string => part !== null && part !== "").join("\n\n");
}

const ASIDE = /^:::(\w+)(?:\[([^\]]*)\])?\n(.*?)^:::$/gms;
const ALIAS = /^<div class="alias"[^>]*><\/div>\n+/gm;

/** Markdown as it is written for the site, in plain Markdown: notes become quotes, further anchors are left out. */
export function plain(markdown: string): string {
  return markdown
    .replaceAll(ASIDE, (_all, kind: string, title: string | undefined, text: string) => {
      const heading = title ?? kind[0]?.toUpperCase() + kind.slice(1);
      return [`**${heading}**`, "", ...text.trim().split("\n")]
        .map((each) => `> ${each}`.trimEnd())
        .join("\n");
    })
    .replaceAll(ALIAS, "");
}
