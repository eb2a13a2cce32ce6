import { createHash } from "node:crypto";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { acceptsEncoding } from "../http/accept-encoding.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};

const LEAST_BYTES = 1_000;
const BROTLI_QUALITY = 5;

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

const ENCODERS = [
  {
    name: "br",
    encode: (body: Buffer) =>
      toBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  },
  { name: "gzip", encode: (body: Buffer) => toGzip(body) },
] as const;

/** How a file is sent to one caller. */
export interface Encoded {
  body: Buffer;
  /** Null: as it is. */
  encoding: string | null;
  /** Another for each encoding (RFC 9110, 8.8.3.3). */
  tag: string;
}

/** One file of the site, in memory. */
export class DocsFile {
  readonly type: string;
  /** Its name holds a hash of its content, so that it never changes. */
  readonly isHashed: boolean;
  readonly #body: Buffer;
  readonly #hash: string;
  /** Each encoding is made when it is first asked for, once. */
  readonly #encoded = new Map<string, Promise<Buffer>>();

  /** @param name below the site's folder, with slashes. */
  constructor(name: string, body: Buffer) {
    this.type = TYPES[path.extname(name)] ?? "application/octet-stream";
    this.isHashed = name.startsWith("_astro/");
    this.#body = body;
    this.#hash = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  }

  /** The content as text. */
  get text(): string {
    return this.#body.toString("utf8");
  }

  /** The content as a caller takes it. @param accepted the value of `Accept-Encoding`. */
  async encodedFor(accepted: string): Promise<Encoded> {
    const isText = /^(text|image\/svg)|json/.test(this.type);
    const encoder =
      isText && this.#body.length >= LEAST_BYTES
        ? ENCODERS.find(({ name }) => acceptsEncoding(accepted, name))
        : undefined;
    if (encoder === undefined) return { body: this.#body, encoding: null, tag: `"${this.#hash}"` };
    const { name, encode } = encoder;
    const encoded = this.#encoded.get(name) ?? encode(this.#body);
    this.#encoded.set(name, encoded);
    return { body: await encoded, encoding: name, tag: `"${this.#hash}-${name}"` };
  }
}
