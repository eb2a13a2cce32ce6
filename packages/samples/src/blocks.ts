/** A fenced code block of a Markdown document. */
export interface Block {
  /** What stands directly behind the opening fence, such as `sh`; empty when nothing does. */
  readonly language: string;
  /** What follows it: `file="receiver.ts"` as a text, `check` as `true`. */
  readonly meta: Readonly<Record<string, string | true>>;
  readonly code: string;
  /** The line of the document that the code begins at, from 1. */
  readonly line: number;
}

const OPENING = /^(\s*)(`{3,})([\w+-]*)\s*(.*)$/;

/**
 * The fenced blocks of a Markdown text, in order, those inside lists too.
 *
 * @throws {Error} when one has no end, which would take the rest of the page with it.
 */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { indent: string; fence: string; language: string; meta: string; line: number } | null = null;
  let code: string[] = [];
  for (const [index, text] of markdown.split("\n").entries()) {
    if (open === null) {
      const [, indent = "", fence = "", language = "", meta = ""] = OPENING.exec(text) ?? [];
      if (fence === "") continue;
      open = { indent, fence, language, meta, line: index + 2 };
      code = [];
    } else if (text.trim().startsWith(open.fence) && text.trim().replaceAll("`", "") === "") {
      const { language, meta, line } = open;
      blocks.push({ language, meta: metaOf(meta), code: code.map((each) => `${each}\n`).join(""), line });
      open = null;
    } else code.push(text.startsWith(open.indent) ? text.slice(open.indent.length) : text.trimStart());
  }
  if (open !== null) throw new Error(`The block that begins at line ${open.line} has no end.`);
  return blocks;
}

function metaOf(text: string): Record<string, string | true> {
  // Marks for the highlighter, such as {1,3-4}, are not ours.
  const own = text.replaceAll(/\{[^}]*\}/g, "");
  return Object.fromEntries(
    [...own.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = "", value]) => [name, value ?? true]),
  );
}
