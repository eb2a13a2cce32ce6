import { createHash } from "node:crypto";

const SCRIPTS = /(<script\b[^>]*>.*?<\/script>)/gs;
const STYLED_TAG = /<([a-z][\w-]*)((?:\s[^<>]*?)?)\sstyle="([^"]*)"([^<>]*)>/g;
/** The rules that colour what has such an attribute, in the style sheet of the code blocks. */
const COLOUR_RULE = /[^{}]*span\[style\^='--'\]:not\(\[class\]\)[^{}]*\{[^{}]*\}/g;
const COLOURED = /span\[style\^='--'\]:not\(\[class\]\)/g;
const PREFIX = "style-";

const CLASS = /(\sclass=")([^"]*)(")/;

/** Hides what a script then shows by taking the style away again: without it there is nothing to take away. */
const HIDDEN_AT_FIRST = /^display:\s*none;?$/;

/**
 * Turns `style` attributes into classes of a style sheet, so that the policy of the pages needs no exception for them. The
 * colours of code are such attributes, a few dozen different ones on thousands of words.
 */
export class StyleClasses {
  readonly #classes = new Map<string, string>();

  /** The page without its `style` attributes. */
  replaceIn(html: string): string {
    return html
      .split(SCRIPTS)
      .map((part) => (part.startsWith("<script") ? part : part.replaceAll(STYLED_TAG, this.#replaceTag)))
      .join("");
  }

  /**
   * The style sheet of all classes so far, named by its content.
   *
   * @param colours the style sheet of the code blocks, which finds what it colours by the attribute.
   * @throws {Error} when that finds it in another way now.
   */
  styleSheet(colours: string): { name: string; css: string } {
    const rules = (colours.match(COLOUR_RULE) ?? []).map((rule) =>
      rule.replaceAll(COLOURED, `span[class^='${PREFIX}']`),
    );
    if (rules.length === 0) throw new Error("Expressive Code colours in another way: see style-classes.ts.");
    const classes = [...this.#classes].map(([style, name]) => `.${name}{${style}}`);
    const css = [...classes, ...rules].join("\n");
    const hash = createHash("sha256").update(css).digest("hex").slice(0, 8);
    return { name: `attributes.${hash}.css`, css: `${css}\n` };
  }

  readonly #replaceTag = (
    _tag: string,
    name: string,
    before: string,
    style: string,
    after: string,
  ): string => {
    const rest = before + after;
    if (HIDDEN_AT_FIRST.test(style)) return `<${name}${rest}>`;
    const added = this.#classOf(style);
    return CLASS.test(rest)
      ? `<${name}${rest.replace(CLASS, `$1$2 ${added}$3`)}>`
      : `<${name}${rest} class="${added}">`;
  };

  #classOf(style: string): string {
    const known = this.#classes.get(style);
    if (known !== undefined) return known;
    const name = `${PREFIX}${this.#classes.size}`;
    this.#classes.set(style, name);
    return name;
  }
}
