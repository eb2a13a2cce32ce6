import { generateCommand } from "./locations.ts";

/** The first lines of a generated TypeScript file. */
export function header(source: string): string {
  return `// Generated from ${source} by packages/contract/codegen: do not edit. Run \`${generateCommand}\`.\n`;
}

/** A JSON-like value as a TypeScript literal, one property or item a line. */
export function literal(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, "$1$2:");
}
