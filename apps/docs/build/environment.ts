import { blocks, line } from "./markdown.ts";

const VARIABLE = /^# ([A-Z][A-Z0-9_]*)=(.*)$/;
const SECTION = /^# --- (.+?) -*$/;

/**
 * `.env.example` as a list: each variable with what stands above it, by section. A test of the server holds that file to
 * what the server reads.
 */
export function environmentVariables(file: string): string {
  const [, ...sections] = file.split(/^(?=# --- )/m);
  return blocks(
    ...sections.map((section) => {
      const [first = "", ...lines] = section.split("\n");
      return blocks(`### ${SECTION.exec(first)?.[1] ?? first}`, variablesOf(lines).join("\n"));
    }),
  );
}

function variablesOf(lines: readonly string[]): string[] {
  const items: string[] = [];
  let about: string[] = [];
  for (const each of lines) {
    const variable = VARIABLE.exec(each);
    if (variable !== null) {
      const [, name = "", value = ""] = variable;
      items.push(`- \`${name}\`, such as \`${value}\`: ${line(withCode(about.join("\n")))}`);
      about = [];
    } else if (each.startsWith("#")) about.push(each.slice(1).trim());
  }
  return items;
}

/** Commands and addresses as code. */
function withCode(text: string): string {
  return text.replaceAll(/node -[ep] ".*"|https?:\/\/[\w:.]*\w|rediss:\/\//g, "`$&`");
}
