import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type Consumer, installSdk } from "@wth/packaging";
import type { Block } from "./blocks.ts";
import type { Page } from "./pages.ts";

/** The project that the samples are part of: the packed packages, and what they are used with, installed. */
export interface Project {
  readonly consumer: Consumer;
  /** The folder of a page, where its blocks run. */
  folderOf(page: Page): string;
  /** What the compiler says of the TypeScript of each block, by {@link keyOf}; nothing of those that are right. */
  readonly complaints: ReadonlyMap<string, string>;
  /** The compiled program of a TypeScript block. */
  compiled(page: Page, block: Block): string;
}

/** What samples may import beside our packages, and the folder of the repository that depends on it. */
const LENT = {
  "packages/webhook-verifier": ["express", "@types/express", "fastify", "hono"],
  "packages/database": ["pg", "@types/pg"],
  examples: ["@hono/node-server"],
} as const;

const TYPESCRIPT = new Set(["ts", "typescript"]);

/** Whether a block is compiled. */
export function isTypeScript({ language }: Block): boolean {
  return TYPESCRIPT.has(language);
}

/** What tells the blocks of all pages apart. */
export function keyOf(page: Page, block: Block): string {
  return `${page.slug}:${block.line}`;
}

/** The name of a block's file within the folder of its page. */
export function fileOf(block: Block, ending: string): string {
  return typeof block.meta.file === "string" ? block.meta.file : `line-${block.line}.${ending}`;
}

/** Installs the project, writes every TypeScript block into it, and has the compiler check and compile them, strictly. */
export async function prepareProject(pages: readonly Page[]): Promise<Project> {
  const { consumer } = await installSdk();
  for (const [from, names] of Object.entries(LENT)) for (const name of names) await consumer.lend(name, from);
  const modules = JSON.stringify({ type: "module" });
  await consumer.write("pages/package.json", modules);
  await consumer.write("out/node16/pages/package.json", modules);
  const keys = new Map<string, string>();
  for (const page of pages) {
    await mkdir(path.join(consumer.folder, "pages", page.slug), { recursive: true });
    for (const block of page.blocks.filter((each) => isTypeScript(each) && each.meta.skip === undefined)) {
      const file = path.join("pages", page.slug, fileOf(block, "ts"));
      await consumer.write(file, asModule(block.code));
      keys.set(file, keyOf(page, block));
    }
  }
  const said =
    keys.size === 0
      ? ""
      : await consumer.compile("TypeScript 7", "node16", [...keys.keys()], { skipLibCheck: true });
  return {
    consumer,
    folderOf: (page) => path.join(consumer.folder, "pages", page.slug),
    complaints: byKey(said, keys),
    compiled: (page, block) =>
      path.join(consumer.folder, "out/node16/pages", page.slug, fileOf(block, "ts").replace(/\.ts$/, ".js")),
  };
}

/** A file without imports and exports would be no module, and could not wait at its top. */
function asModule(code: string): string {
  return /^(import|export)\b/m.test(code) ? code : `${code}export {};\n`;
}

/** The compiler's lines, by the block that they are about; lines that continue another stay with it. */
function byKey(said: string, keys: ReadonlyMap<string, string>): Map<string, string> {
  const complaints = new Map<string, string>();
  let current = "";
  for (const text of said.split("\n").filter((each) => each.trim() !== "")) {
    const [, file, line, column, rest] = /^(\S+?)\((\d+),(\d+)\): (.*)$/.exec(text) ?? [];
    if (file !== undefined) current = keys.get(file) ?? "";
    if (current === "") throw new Error(`The compiler complains about something else:\n${said}`);
    const told = file === undefined ? text : `line ${line} of the block, column ${column}: ${rest}`;
    complaints.set(current, `${complaints.get(current) ?? ""}${told}\n`);
  }
  return complaints;
}
