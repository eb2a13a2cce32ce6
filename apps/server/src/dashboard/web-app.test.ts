import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebApp } from "./web-app.ts";

const PAGE = '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__">';
const SCRIPT = "export const watches = 40;".repeat(100);

let folder: string;
let server: Server;
let origin: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "wth-web-app-"));
  await mkdir(path.join(folder, "assets"));
  const files: [name: string, content: string | Buffer][] = [
    ["index.html", PAGE],
    ["favicon.svg", "<svg/>"],
    ["assets/index-abc.js", SCRIPT],
    ["assets/index-abc.js.br", brotliCompressSync(SCRIPT)],
    ["assets/index-abc.js.gz", gzipSync(SCRIPT)],
    ["assets/secret.map", "{}"],
  ];
  for (const [name, content] of files) await writeFile(path.join(folder, name), content);
  ({ server, origin } = await serve(folder));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function serve(from: string): Promise<{ server: Server; origin: string }> {
  const app = await WebApp.load(from);
  const serving = createServer((request, response) => {
    if (!app.handle(request, response)) response.writeHead(418).end("for somebody else");
  });
  await new Promise<void>((resolve) => serving.listen(0, "127.0.0.1", resolve));
  const { port } = serving.address() as AddressInfo; // a TCP server's address is never a string
  return { server: serving, origin: `http://127.0.0.1:${port}` };
}

const get = (where: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(origin + where, { method, headers });
const HTML = { accept: "text/html,application/xhtml+xml" };

describe("a page", () => {
  const served: [where: string, headers: Record<string, string>, status: number][] = [
    ["/", {}, 200],
    ["/login?return=%2Fclients", {}, 200],
    ["/channels/custom", {}, 200],
    ["/clients", HTML, 200],
    ["/no/such/page", HTML, 404],
    ["/docs", HTML, 404],
  ];
  it.each(served)("at %s with %j is %i", async (where, headers, status) => {
    const response = await get(where, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toContain("<!doctype html>");
  });

  const others: [where: string, headers: Record<string, string>, method?: string][] = [
    ["/no/such/page", {}],
    ["//api/v1/me", {}],
    ["//", {}],
    ["/api/v1/nothing", HTML],
    ["/api", HTML],
    ["/dashboard/api", HTML],
    ["/openapi/v1.postman.json", HTML],
    ["/assets/gone.js", HTML],
    ["/assets/secret.map", {}],
    ["/index.html", {}],
    ["/assets/../index.html", {}],
    ["/assets/%2e%2e/%2e%2e/package.json", {}],
    ["/login", HTML, "POST"],
  ];
  it.each(others)("is not at %s with %j %s", async (where, headers, method) => {
    expect((await get(where, headers, method)).status).toBe(418);
  });

  it("cannot be framed, sniffed or scripted by others", async () => {
    const { headers } = await get("/login");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    const policy = policyOf(headers);
    expect(policy["default-src"]).toBe("'none'");
    expect(policy["script-src"]).toBe("'self'");
    expect(policy["frame-ancestors"]).toBe("'none'");
    expect(policy["base-uri"]).toBe("'none'");
    expect(policy["form-action"]).toBe("'self'");
    expect(policy["connect-src"]).toBe("'self'");
    expect(policy["style-src"]).toMatch(/^'self' 'nonce-[A-Za-z0-9+/]{22}=='$/);
    expect(headers.get("content-security-policy")).not.toContain("unsafe");
  });

  it("has a nonce of its own each time, the same in header and page", async () => {
    const nonces = new Set<string>();
    for (let n = 0; n < 3; n += 1) {
      const response = await get("/");
      const [, nonce = ""] = /'nonce-([^']+)'/.exec(policyOf(response.headers)["style-src"] ?? "") ?? [];
      const text = await response.text();
      expect(text.split(`nonce="${nonce}"`)).toHaveLength(3);
      expect(text).not.toContain("__CSP_NONCE__");
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it("says what to do where nothing was built", async () => {
    const empty = await serve(path.join(folder, "nothing"));
    const response = await fetch(`${empty.origin}/login`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("npm start");
    empty.server.close();
  });
});

describe("a file", () => {
  const encodings: [accepted: string, encoding: string | null][] = [
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["identity", null],
    ["brotli", null],
  ];
  it.each(encodings)("for who takes %s is %s", async (accepted, encoding) => {
    const response = await get("/assets/index-abc.js", { "accept-encoding": accepted });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-encoding")).toBe(encoding);
    expect(response.headers.get("vary")).toBe("Accept-Encoding");
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(await response.text()).toBe(SCRIPT);
  });

  it("whose name holds its hash is kept for good, and another for an hour", async () => {
    const kept = async (where: string) => (await get(where)).headers.get("cache-control");
    expect(await kept("/assets/index-abc.js")).toBe("public, max-age=31536000, immutable");
    expect(await kept("/favicon.svg")).toBe("public, max-age=3600");
  });

  it("is only looked at by HEAD", async () => {
    const response = await get("/assets/index-abc.js", { "accept-encoding": "identity" }, "HEAD");
    expect(response.headers.get("content-length")).toBe(String(SCRIPT.length));
    expect(await response.text()).toBe("");
  });
});

function policyOf(headers: Headers): Record<string, string> {
  const directives = (headers.get("content-security-policy") ?? "").split("; ");
  return Object.fromEntries(
    directives.map((directive) => {
      const [name = "", ...values] = directive.split(" ");
      return [name, values.join(" ")];
    }),
  );
}
