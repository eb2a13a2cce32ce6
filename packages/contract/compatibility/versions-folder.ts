import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject, type JsonObject } from "../codegen/json.ts";

/** Which versions are released: date → SHA-256 of the frozen document, in hexadecimal. */
export type Released = Readonly<Record<string, string>>;

const RELEASED = "released.json";
const FROZEN = /^(\d{4}-\d{2}-\d{2})\.json$/;

/** The folder `spec/versions`: `<date>.json` for each version, and `released.json`. */
export class VersionsFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** The dates of the frozen versions, the oldest first. */
  async dates(): Promise<string[]> {
    await mkdir(this.#path, { recursive: true });
    return (await readdir(this.#path)).flatMap((name) => FROZEN.exec(name)?.[1] ?? []).sort();
  }

  /** The exact text of a frozen document. */
  async read(date: string): Promise<string> {
    return readFile(this.#file(date), "utf8");
  }

  /** Freezes a document, over what was frozen for this date before. */
  async write(date: string, text: string): Promise<void> {
    await mkdir(this.#path, { recursive: true });
    await writeFile(this.#file(date), text);
  }

  /** The versions that are released. */
  async released(): Promise<Released> {
    const parsed: unknown = JSON.parse(await readFile(join(this.#path, RELEASED), "utf8"));
    if (!isObject(parsed))
      throw new Error(`spec/versions/${RELEASED} must be an object of dates and digests.`);
    return Object.fromEntries(Object.entries(parsed).map(([date, digest]) => [date, String(digest)]));
  }

  /** Marks a version as released, with the document that is frozen for it. */
  async release(date: string): Promise<void> {
    const released = { ...(await this.released()), [date]: digestOf(await this.read(date)) };
    await writeFile(join(this.#path, RELEASED), `${JSON.stringify(released, null, 2)}\n`);
  }

  #file(date: string): string {
    return join(this.#path, `${date}.json`);
  }
}

/** The digest by which a released document is recognised. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The text of a frozen document. */
export function frozenText(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * A document as it was frozen.
 * @throws Error naming the version, if the text is not a JSON object.
 */
export function parseFrozen(date: string, text: string): JsonObject {
  const document: unknown = JSON.parse(text);
  if (!isObject(document)) throw new Error(`spec/versions/${date}.json is not a document.`);
  return document;
}
