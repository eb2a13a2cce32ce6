import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ORIGIN_PLACEHOLDER } from "./address.ts";
import { DocsSite, withDocs } from "./docs-site.ts";

const PUBLIC_URL = "https://hub.example/a&b";
const SCRIPT = "document.documentElement.dataset.theme = 'dark';";
const page = (title: string) =>
  `<!doctype html><title>${title}</title><script>${SCRIPT}</script>` +
  `<script type="module" src="/docs/api/_astro/search.abc.js"></script>` +
  `<a href="${ORIGIN_PLACEHOLDER}/channels/custom">${"long ".repeat(300)}</a>`;

let folder: string;
let server: Server;
let origin: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "wth-docs-site-"));
  const files: [name: string, content: string][] = [
    ["index.html", page("Overview")],
    ["errors/index.html", page("Errors")],
    ["errors.md", `# Errors\n\n[${ORIGIN_PLACEHOLDER}/docs/api](${ORIGIN_PLACEHOLDER}/docs/api)\n`],
    ["404.html", page("No such page")],
    ["llms.txt", "# WatchTraderHub\n"],
    ["favicon.svg", "<svg/>"],
    ["_astro/search.abc.js", "export {};".repeat(200)],
    ["pagefind/wasm.en.pagefind", "\0asm"],
  ];
  for (const [name, content] of files) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  ({ server, origin } = await serve(folder));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function serve(from: string): Promise<{ server: Server; origin: string }> {
  const site = await DocsSite.load(from, PUBLIC_URL);
  const serving = createServer(
    { maxHeaderSize: 1_000_000 },
    withDocs(site, (_request, response) => response.writeHead(418).end("for somebody else")),
  );
  await new Promise<void>((resolve) => serving.listen(0, "127.0.0.1", resolve));
  const { port } = serving.address() as AddressInfo; // a TCP server's address is never a string
  return { server: serving, origin: `http://127.0.0.1:${port}` };
}

const get = (where: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(origin + where, { method, headers, redirect: "manual" });

describe("the documentation", () => {
  const served: [where: string, status: number, type: string, cache: string][] = [
    ["/docs/api", 200, "text/html; charset=utf-8", "no-cache"],
    ["/docs/api?from=dashboard", 200, "text/html; charset=utf-8", "no-cache"],
    ["/docs/api/errors", 200, "text/html; charset=utf-8", "no-cache"],
    ["/docs/api/errors.md", 200, "text/markdown; charset=utf-8", "no-cache"],
    ["/docs/api/llms.txt", 200, "text/plain; charset=utf-8", "no-cache"],
    ["/docs/api/favicon.svg", 200, "image/svg+xml", "no-cache"],
    ["/docs/api/pagefind/wasm.en.pagefind", 200, "application/octet-stream", "no-cache"],
    [
      "/docs/api/_astro/search.abc.js",
      200,
      "text/javascript; charset=utf-8",
      "public, max-age=31536000, immutable",
    ],
    ["/docs/api/no-such-page", 404, "text/html; charset=utf-8", "no-cache"],
    ["/docs/api/errors/index", 404, "text/html; charset=utf-8", "no-cache"],
    ["/docs/api/..%2f..%2fpackage.json", 404, "text/html; charset=utf-8", "no-cache"],
  ];
  it.each(served)("at %s is %i", async (where, status, type, cache) => {
    const response = await get(where);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("cache-control")).toBe(cache);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  const redirected: [where: string, target: string][] = [
    ["/docs", "/docs/api"],
    ["/docs/", "/docs/api"],
    ["/docs/api/", "/docs/api"],
    ["/docs/api/errors/", "/docs/api/errors"],
    ["/docs/api/errors/?a=1", "/docs/api/errors?a=1"],
    ["/docs/api/errors/index.html", "/docs/api/errors"],
    ["/docs/api/errors.html", "/docs/api/errors"],
    ["/docs/api//evil.example/", "/docs/api//evil.example"],
    ["/llms.txt", "/docs/api/llms.txt"],
  ];
  it.each(redirected)("at %s is at %s", async (where, target) => {
    const response = await get(where);
    expect(response.status).toBe(308);
    expect(response.headers.get("location")).toBe(target);
  });

  it("is not there at a path of slashes either, however many they are", async () => {
    expect((await get(`/docs/api/${"/".repeat(500_000)}x`)).status).toBe(404);
  });

  const others: [where: string, method?: string][] = [
    ["/", "GET"],
    ["/docsapi"],
    ["/docs/apis"],
    ["/api/v1/me"],
    ["/docs/api/errors", "POST"],
  ];
  it.each(others)("is not at %s %s", async (where, method) => {
    expect((await get(where, {}, method)).status).toBe(418);
  });

  it("says the server's own address", async () => {
    expect(await (await get("/docs/api/errors")).text()).toContain(
      'href="https://hub.example/a&amp;b/channels',
    );
    expect(await (await get("/docs/api/errors.md")).text()).toContain(`(${PUBLIC_URL}/docs/api)`);
  });

  it("lets in its own files and the scripts in the page, and nothing else", async () => {
    const { headers } = await get("/docs/api/errors");
    const policy = headers.get("content-security-policy") ?? "";
    const hash = createHash("sha256").update(SCRIPT).digest("base64");
    expect(policy.split("; ")).toContain(`script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'`);
    expect(policy.split("; ")).toEqual(
      expect.arrayContaining(["default-src 'none'", "style-src 'self'", "frame-ancestors 'none'"]),
    );
    expect(policy).not.toMatch(/'unsafe-|\*|https?:/);
    expect(headers.get("x-frame-options")).toBe("DENY");
  });

  it("is not sent again to who has it", async () => {
    for (const encoding of ["identity", "gzip", "br"]) {
      const tag = (await get("/docs/api/errors", { "accept-encoding": encoding })).headers.get("etag") ?? "";
      expect(tag).toMatch(/^"[\w-]+"$/);
      const again = await get("/docs/api/errors", {
        "accept-encoding": encoding,
        "if-none-match": `"other", W/${tag}`,
      });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe("");
      const changed = await get("/docs/api/errors", { "if-none-match": '"other"' });
      expect(changed.status).toBe(200);
    }
  });

  const encodings: [accepted: string, encoding: string | null][] = [
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["identity", null],
  ];
  it.each(encodings)("is %s for who takes it as %s", async (accepted, encoding) => {
    const response = await get("/docs/api/errors", { "accept-encoding": accepted });
    expect(response.headers.get("content-encoding")).toBe(encoding);
    expect(response.headers.get("vary")).toBe("Accept-Encoding");
    expect(await response.text()).toContain("<title>Errors</title>");
  });

  it("is only looked at by HEAD", async () => {
    const whole = await (await get("/docs/api/errors.md", { "accept-encoding": "identity" })).text();
    const head = await get("/docs/api/errors.md", { "accept-encoding": "identity" }, "HEAD");
    expect(head.headers.get("content-length")).toBe(String(Buffer.byteLength(whole)));
    expect(await head.text()).toBe("");
  });

  it("says what to do where nothing was built", async () => {
    const empty = await serve(path.join(folder, "nothing"));
    const response = await fetch(`${empty.origin}/docs/api/errors`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("npm start");
    empty.server.close();
  });
});
