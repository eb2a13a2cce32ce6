/**
 * The code blocks of a Markdown text that are in one language.
 *
 * @param language as after the fence: `ts`
 */
export function codeBlocks(markdown: string, language: string): string[] {
  const fenced = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  return [...markdown.matchAll(fenced)].map(([, code = ""]) => code);
}

/** The same program for CommonJS, which has no top-level `await`: what is no import and no export goes into a function. */
export function asCommonJs(code: string): string {
  if (/^export /m.test(code)) return code;
  const imports = code.match(/^import .*$/gm) ?? [];
  return `${imports.join("\n")}\nexport async function main() {\n${code.replace(/^import .*$/gm, "")}}\n`;
}
