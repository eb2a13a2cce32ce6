import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { acceptsEncoding } from "../http/accept-encoding.ts";
import { securityHeaders } from "./security-headers.ts";

/** What stands for the nonce in the built `index.html`; `apps/dashboard/vite.config.ts` puts it there. */
const NONCE_PLACEHOLDER = "__CSP_NONCE__";

/** First parts of the paths of pages, after the slash; which pages there are below them, the pages themselves know. */
const PAGES = new Set(["", "login", "channels", "inventory", "orders", "clients", "partners"]);

/** First parts of paths that are for programs: nobody who mistypes one is shown a page. */
const NOT_PAGES = new Set(["api", "dashboard", "openapi", "assets", "ready", "metrics"]);

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const ENCODINGS = [
  { name: "br", ending: ".br" },
  { name: "gzip", ending: ".gz" },
] as const;

/** The names of those in {@link ENCODINGS}, and the file as it is. */
type Bodies = ReadonlyMap<"br" | "gzip" | "identity", Buffer>;

interface Asset {
  type: string;
  /** Its name holds a hash of its content, so that it never changes. */
  isHashed: boolean;
  bodies: Bodies;
}

/** The dashboard's pages and files as they were built, in memory. */
export class WebApp {
  readonly #page: string | null;
  readonly #assets: ReadonlyMap<string, Asset>;

  private constructor(page: string | null, assets: ReadonlyMap<string, Asset>) {
    this.#page = page;
    this.#assets = assets;
  }

  /**
   * Reads what was built.
   *
   * @param folder with `index.html`, and each file's compressed forms beside it. Where there is none, pages say that the
   *   dashboard has to be built.
   */
  static async load(folder: string): Promise<WebApp> {
    const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = names
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
    const contents = new Map(
      await Promise.all(files.map(async (name) => [name, await readFile(path.join(folder, name))] as const)),
    );
    const assets = files.filter((name) => path.extname(name) in TYPES);
    return new WebApp(
      contents.get("index.html")?.toString("utf8") ?? null,
      new Map(assets.map((name) => [`/${name.replaceAll(path.sep, "/")}`, toAsset(name, contents)])),
    );
  }

  /** Answers a request for a page or a file. @returns false when it is for something else, and is still to be answered. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const [pathname = ""] = (request.url ?? "").split("?", 1);
    const asset = this.#assets.get(pathname);
    if (asset !== undefined) {
      sendAsset(request, response, asset);
      return true;
    }
    const [before, first = "", second] = pathname.split("/");
    // The page without a name is at `/`, and nothing is below it: `//api/v1/me` is a mistake in the address of the API.
    const isPage = before === "" && PAGES.has(first) && (first !== "" || second === undefined);
    if (isPage) this.#sendPage(request, response, 200);
    else if (wantsPage(request) && !NOT_PAGES.has(first)) this.#sendPage(request, response, 404);
    else return false;
    return true;
  }

  #sendPage(request: IncomingMessage, response: ServerResponse, found: number): void {
    const nonce = randomBytes(16).toString("base64");
    const page = this.#page?.replaceAll(NONCE_PLACEHOLDER, nonce);
    const body = page ?? "The dashboard is not built. Start the server with `npm start`, which builds it.\n";
    response.writeHead(page === undefined ? 503 : found, {
      ...securityHeaders(nonce),
      "Content-Type": page === undefined ? "text/plain; charset=utf-8" : "text/html; charset=utf-8",
      "Content-Length": Buffer.byteLength(body),
      "Cache-Control": "no-store",
    });
    response.end(request.method === "HEAD" ? undefined : body);
  }
}

function toAsset(name: string, contents: ReadonlyMap<string, Buffer>): Asset {
  const bodies = new Map<"br" | "gzip" | "identity", Buffer>();
  for (const { name: encoding, ending } of [...ENCODINGS, { name: "identity", ending: "" } as const]) {
    const body = contents.get(name + ending);
    if (body !== undefined) bodies.set(encoding, body);
  }
  const isHashed = name.startsWith(`assets${path.sep}`);
  return { type: TYPES[path.extname(name)] ?? "application/octet-stream", isHashed, bodies };
}

function sendAsset(
  request: IncomingMessage,
  response: ServerResponse,
  { type, isHashed, bodies }: Asset,
): void {
  const accepted = String(request.headers["accept-encoding"] ?? "");
  const encoding = ENCODINGS.find(({ name }) => bodies.has(name) && acceptsEncoding(accepted, name))?.name;
  const body = bodies.get(encoding ?? "identity") ?? Buffer.alloc(0);
  response.writeHead(200, {
    ...securityHeaders(null),
    "Content-Type": type,
    "Content-Length": body.length,
    "Cache-Control": isHashed ? "public, max-age=31536000, immutable" : "public, max-age=3600",
    Vary: "Accept-Encoding",
    ...(encoding === undefined ? {} : { "Content-Encoding": encoding }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Somebody who follows a link, or types an address, wants a page. */
function wantsPage({ headers }: IncomingMessage): boolean {
  return (headers.accept ?? "").includes("text/html");
}
