import { accessSync, constants } from "node:fs";
import path from "node:path";
import type { Block } from "./blocks.ts";

/** How the blocks of a language are treated. */
export type Treatment =
  | { readonly kind: "shell" | "typescript" | "json" | "text" }
  | {
      readonly kind: "program";
      /** The ending of its files. */
      readonly ending: string;
      readonly program: string;
      readonly args: (file: string, block: Block) => readonly string[];
    };

const shell: Treatment = { kind: "shell" };
const typescript: Treatment = { kind: "typescript" };
const text: Treatment = { kind: "text" };
const program = (ending: string, name: string): Treatment => ({
  kind: "program",
  ending,
  program: name,
  args: (file) => [file],
});
const node = program("mjs", "node");
const python = program("py", "python3");
const ruby = program("rb", "ruby");

/** Every language that the documentation may use; one that is not here fails, so that nothing is passed over. */
const treatments: Readonly<Record<string, Treatment>> = {
  sh: shell,
  bash: shell,
  shell,
  ts: typescript,
  typescript,
  js: node,
  mjs: node,
  javascript: node,
  php: program("php", "php"),
  py: python,
  python,
  rb: ruby,
  ruby,
  go: {
    kind: "program",
    ending: "go",
    program: "go",
    // A package that is no program is compiled and vetted.
    args: (file, { code }) => (/^package main$/m.test(code) ? ["run", file] : ["vet", file]),
  },
  json: { kind: "json" },
  http: text,
  text,
  yaml: text,
  ini: text,
  html: text,
  sql: text,
  dotenv: text,
  "": text,
};

/** How a block is treated; undefined for a language that nobody has thought of. */
export function treatmentOf({ language }: Block): Treatment | undefined {
  return Object.hasOwn(treatments, language) ? treatments[language] : undefined;
}

/** Whether a program is on the PATH. */
export function isInstalled(name: string): boolean {
  return (process.env.PATH ?? "").split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const INSTALLS =
  /^(npm (install|i|add)|pnpm add|yarn add|bun add|composer require|pip3? install|gem install|bundle add|go get)\b/;

/** Why a block is not run, by its own metadata or by what it is; undefined when it is. */
export function reasonToSkip(block: Block): string | undefined {
  const { skip } = block.meta;
  if (skip === true) return "says no reason";
  if (skip !== undefined) return skip;
  const lines = block.code.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  if (treatmentOf(block)?.kind === "shell" && lines.every((line) => INSTALLS.test(line)))
    return "installs packages; ours are installed as they are packed";
  return undefined;
}
