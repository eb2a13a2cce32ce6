import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import path from "node:path";
import { browserHeaders } from "../dashboard/security-headers.ts";
import { DOCS_BASE, ORIGIN_PLACEHOLDER } from "./address.ts";
import { DocsFile } from "./docs-file.ts";

const INDEX = "/index.html";
const NOT_FOUND = "404.html";
const LLMS = "/llms.txt";

/** Files that speak of the server's own address. */
const ADDRESSED = /\.(html|md|txt)$/;

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs;

/** A page's policy is of its own: it lets in the scripts that stand in it, by their hashes. */
type Policy = readonly string[];

/** The documentation in front of what answers everything else. @param docs null leaves it out. */
export function withDocs(docs: DocsSite | null, other: RequestListener): RequestListener {
  return (request, response) => {
    if (docs?.handle(request, response) !== true) other(request, response);
  };
}

/** The documentation as it was built, in memory. */
export class DocsSite {
  readonly #files: ReadonlyMap<string, DocsFile>;
  readonly #policies: ReadonlyMap<DocsFile, Policy>;

  private constructor(files: ReadonlyMap<string, DocsFile>) {
    this.#files = files;
    this.#policies = new Map([...files.values()].map((file) => [file, policyOf(file)]));
  }

  /**
   * Reads what was built, and puts the server's address into the pages.
   *
   * @param folder with the files. Where there is none, pages say that the documentation has to be built.
   * @param publicUrl where people reach the server, without a slash at the end.
   */
  static async load(folder: string, publicUrl: string): Promise<DocsSite> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const names = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
    const files = await Promise.all(
      names.map(async (name) => {
        const body = await readFile(path.join(folder, name));
        const slashed = name.replaceAll(path.sep, "/");
        return [slashed, new DocsFile(slashed, withAddress(slashed, body, publicUrl))] as const;
      }),
    );
    return new DocsSite(new Map(files));
  }

  /** Answers a request for the documentation. @returns false when it is for something else, and is still to be answered. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const [pathname = "", query] = (request.url ?? "").split("?", 2);
    const target = redirectOf(pathname);
    if (target !== null) {
      redirect(response, query === undefined ? target : `${target}?${query}`);
      return true;
    }
    if (pathname !== DOCS_BASE && !pathname.startsWith(`${DOCS_BASE}/`)) return false;
    this.#answer(request, response, pathname.slice(DOCS_BASE.length + 1)).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
    return true;
  }

  async #answer(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    const page = name === "" ? INDEX.slice(1) : `${name}${INDEX}`;
    const found = this.#files.get(page) ?? (name.endsWith(".html") ? undefined : this.#files.get(name));
    const file = found ?? this.#files.get(NOT_FOUND);
    if (file === undefined) sendNotBuilt(response);
    else await this.#send(request, response, file, found === undefined ? 404 : 200);
  }

  async #send(
    request: IncomingMessage,
    response: ServerResponse,
    file: DocsFile,
    status: number,
  ): Promise<void> {
    const { body, encoding, tag } = await file.encodedFor(String(request.headers["accept-encoding"] ?? ""));
    const headers = {
      ...browserHeaders(this.#policies.get(file) ?? []),
      "Cache-Control": file.isHashed ? "public, max-age=31536000, immutable" : "no-cache",
      ETag: tag,
      Vary: "Accept-Encoding",
    };
    if (status === 200 && knows(request, tag)) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(status, {
      ...headers,
      "Content-Type": file.type,
      "Content-Length": body.length,
      ...(encoding === null ? {} : { "Content-Encoding": encoding }),
    });
    response.end(request.method === "HEAD" ? undefined : body);
  }
}

/** Where an address that people may type leads; null where it is no such one. */
function redirectOf(pathname: string): string | null {
  if (pathname === "/docs" || pathname === "/docs/") return DOCS_BASE;
  if (pathname === LLMS) return `${DOCS_BASE}${LLMS}`;
  if (!pathname.startsWith(`${DOCS_BASE}/`)) return null;
  // Each run of slashes is looked at once, and not again from each of its slashes.
  const bare = pathname.replace(/(\/index)?\.html$/, "").replace(/(?<!\/)\/+$/, "");
  return bare === pathname ? null : bare;
}

function redirect(response: ServerResponse, target: string): void {
  response.writeHead(308, { Location: target, "Cache-Control": "no-cache", "Content-Length": 0 }).end();
}

function sendNotBuilt(response: ServerResponse): void {
  const body = "The documentation is not built. Start the server with `npm start`, which builds it.\n";
  response.writeHead(503, {
    ...browserHeaders(["default-src 'none'"]),
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
  });
  response.end(body);
}

/** Whether `If-None-Match` (RFC 9110, 13.1.2) names what the caller would get. */
function knows({ headers }: IncomingMessage, tag: string): boolean {
  const known = (headers["if-none-match"] ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return known.includes(tag) || known.includes("*");
}

function withAddress(name: string, body: Buffer, publicUrl: string): Buffer {
  if (!ADDRESSED.test(name)) return body;
  const address = name.endsWith(".html") ? inHtml(publicUrl) : publicUrl;
  return Buffer.from(body.toString("utf8").replaceAll(ORIGIN_PLACEHOLDER, () => address));
}

function inHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/**
 * What a page may load: this server's own files, and the scripts that stand in the page. The search is compiled to
 * WebAssembly.
 */
function policyOf(file: DocsFile): Policy {
  const scripts = file.type.startsWith("text/html")
    ? [...file.text.matchAll(INLINE_SCRIPT)].map(([, script = ""]) => script)
    : [];
  const hashes = new Set(
    scripts.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`),
  );
  return [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...hashes].join(" "),
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
}
