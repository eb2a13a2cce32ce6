import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import {
  errorCatalogue,
  internalErrorCatalogue,
  openapiDocument,
  operations,
  partnerOperations,
} from "@wth/contract";
import { DOCS_BASE, ORIGIN_PLACEHOLDER } from "@wth/server/docs/address.ts";
import { DocsSite, withDocs } from "@wth/server/docs/docs-site.ts";
import { type AnyErrorCode, ApiError, errorBody } from "@wth/server/http/errors.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DOCS } from "../apps/dashboard/src/pages/custom-integration/docs-links.ts";
import { alone } from "./boot/lock.mjs";
import { inputsOf, isFresh, DOCS as SITE } from "./boot/sites.mjs";

// The documentation as it is built and served: whatever leads somewhere leads to a page, and to an anchor on it.

const ROOT = path.resolve(import.meta.dirname, "..");
const PUBLIC_URL = "https://hub.example";
const DIST = path.join(SITE.folder, "dist");
const BUILD_MS = 180_000;

/** What may be linked to on other hosts; nothing is ever loaded from there. */
const ELSEWHERE = [
  "mailto:support@watchtraderhub.com",
  "https://www.standardwebhooks.com",
  "https://www.npmjs.com/package/@watchtraderhub/webhook-verifier",
];

/** Pages of the dashboard that the documentation links to. */
const DASHBOARD_PAGES = [`${PUBLIC_URL}/channels/custom`];

let server: Server;
let origin: string;
/** Path of each page → its HTML as it is served. */
const pages = new Map<string, string>();

beforeAll(async () => {
  // By itself: nothing that others' tests read may be generated anew meanwhile.
  await alone(async () => {
    if (!isFresh(SITE)) await promisify(execFile)(process.execPath, ["build/build.ts"], { cwd: SITE.folder });
  });
  const site = await DocsSite.load(DIST, PUBLIC_URL);
  server = createServer(withDocs(site, (_request, response) => response.writeHead(418).end()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  origin = `http://127.0.0.1:${port}`;
  const names = readdirSync(DIST, { recursive: true, encoding: "utf8" });
  for (const name of names.filter((each) => each.endsWith("index.html"))) {
    const where = path.posix.join(DOCS_BASE, path.dirname(name));
    pages.set(where, await text(where));
  }
}, BUILD_MS);
afterAll(() => server.close());

async function text(where: string): Promise<string> {
  const response = await fetch(origin + where);
  expect(response.status, where).toBe(200);
  return response.text();
}

const idsOf = (html: string) => new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = ""]) => id));
const linksOf = (html: string) =>
  [...html.matchAll(/<a\b[^>]*\shref="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));

/** What is wrong with a link of the site; null when it leads to where it says. */
async function faultOf(from: string, href: string): Promise<string | null> {
  if (ELSEWHERE.includes(href) || DASHBOARD_PAGES.includes(href)) return null;
  const url = URL.parse(href, `${PUBLIC_URL}${from}`);
  if (url === null) return `${from} leads to what is no address: ${href}`;
  if (url.origin !== PUBLIC_URL) return `${from} leads to another host: ${href}`;
  const page = pages.get(url.pathname);
  if (page !== undefined)
    return url.hash === "" || idsOf(page).has(decodeURIComponent(url.hash.slice(1)))
      ? null
      : `${from} leads to an anchor that there is not: ${href}`;
  const { status } = await fetch(origin + url.pathname, { redirect: "manual" });
  return status === 200 && url.hash === "" ? null : `${from} leads to nothing: ${href}`;
}

async function faults(links: readonly (readonly [from: string, href: string])[]): Promise<string[]> {
  const found = await Promise.all(links.map(([from, href]) => faultOf(from, href)));
  return found.filter((fault) => fault !== null);
}

describe("every link", () => {
  it("of every page leads to a page, and to an anchor on it", async () => {
    expect(pages.size).toBeGreaterThan(50);
    const links = [...pages].flatMap(([from, html]) => linksOf(html).map((href) => [from, href] as const));
    expect(links.length).toBeGreaterThan(1_000);
    expect(await faults(links)).toEqual([]);
  });

  it("of every page in Markdown does so too", async () => {
    const links = [];
    for (const from of pages.keys()) {
      const markdown = await text(`${from === DOCS_BASE ? `${from}/index` : from}.md`);
      const prose = markdown.replaceAll(/^```.*?^```$/gms, "");
      // A page's own headings have their anchors in its HTML.
      for (const [, href = ""] of prose.matchAll(/\]\(([^)\s]+)\)/g)) links.push([from, href] as const);
    }
    expect(links.length).toBeGreaterThan(500);
    expect(await faults(links)).toEqual([]);
  });

  it("of llms.txt leads to a page in Markdown, and all pages are there", async () => {
    const index = await text(`${DOCS_BASE}/llms.txt`);
    const listed = [...index.matchAll(/\]\(([^)]+\.md)\)/g)].map(([, href = ""]) => href);
    const wanted = [...pages.keys()].map((each) => `${each === DOCS_BASE ? `${each}/index` : each}.md`);
    expect(listed.map((href) => href.replace(PUBLIC_URL, "")).toSorted()).toEqual(wanted.toSorted());
    const full = await text(`${DOCS_BASE}/llms-full.txt`);
    for (const where of wanted) expect(full).toContain(await text(where));
  });

  it("of the dashboard and the contract does so too", async () => {
    const ofDashboard = Object.values(DOCS).filter((href) => href.startsWith("/docs"));
    expect(ofDashboard.length).toBeGreaterThan(3);
    const contact = new URL(Object(openapiDocument.info).contact.url).pathname;
    expect(await faults([...ofDashboard, contact].map((href) => ["/", href]))).toEqual([]);
  });
});

describe("every doc_url", () => {
  const codes = Object.keys({ ...errorCatalogue, ...internalErrorCatalogue }).filter(isCode);
  it.each(codes)("of %s leads to what is said about it", async (code) => {
    const { doc_url } = errorBody(new ApiError(code), "req_1", PUBLIC_URL).error;
    expect(await faults([["/", doc_url]])).toEqual([]);
    if (code in errorCatalogue) expect(doc_url).toMatch(new RegExp(`#${code}$`));
  });

  it.each(Object.keys(errorCatalogue))("has a second anchor for %s", async (code) => {
    expect(await faultOf("/", `${DOCS_BASE}/errors#errors-${code}`)).toBeNull();
  });

  function isCode(code: string): code is AnyErrorCode {
    return code in errorCatalogue || code in internalErrorCatalogue;
  }
});

describe("the pages", () => {
  it("load nothing from another host", () => {
    for (const [from, html] of pages) {
      const loaded = [
        ...html.matchAll(/<(?:script|img|link|iframe|source|video)\b[^>]*\s(?:src|href)="([^"]+)"/g),
      ];
      for (const [, address = ""] of loaded) expect(address, from).toMatch(/^\/docs\/api\//);
    }
  });

  it("say where they are as Markdown", async () => {
    for (const [from, html] of pages) {
      const [, href = ""] = /<link rel="alternate" type="text\/markdown" href="([^"]+)">/.exec(html) ?? [];
      const [, title = ""] = /<h1[^>]*>([^<]+)</.exec(html) ?? [];
      expect((await text(href)).split("\n")[0], from).toBe(
        `# ${title.replaceAll("&amp;", "&").replaceAll("&#39;", "'")}`,
      );
    }
  });

  it("say the address of the server that they are read on", async () => {
    expect(pages.get(`${DOCS_BASE}/quickstart`)).toContain(`${PUBLIC_URL}/api/v1`);
    for (const [from, html] of pages) expect(html, from).not.toContain(ORIGIN_PLACEHOLDER);
  });

  it("have a reference of each operation and each webhook, with a sample", async () => {
    const reference = pages.get(`${DOCS_BASE}/reference`) ?? "";
    const described = { ...operations, ...partnerOperations };
    const wanted = [
      ...Object.keys(described),
      ...Object.values(openapiDocument.webhooks).map(({ post }) => post.operationId),
    ];
    const linked = new Set(linksOf(reference).filter((href) => href.startsWith(`${DOCS_BASE}/reference/`)));
    expect(linked.size).toBe(wanted.length);
    for (const { method, basePath, path: template } of Object.values(described)) {
      const line = `${method.toUpperCase()} ${basePath}${template}`;
      expect(
        [...pages.values()].some((html) => html.includes(line)),
        line,
      ).toBe(true);
    }
  });

  it("have no style attributes, which their policy would refuse", () => {
    for (const [from, html] of pages) {
      const tags = html.replaceAll(/<script\b.*?<\/script>/gs, "");
      expect(/<[a-z][^<>]*\sstyle="[^<>]*>/.exec(tags)?.[0], from).toBeUndefined();
    }
  });
});

describe("the site", () => {
  it("is built anew when anything changes that it is made of", () => {
    const inputs = inputsOf(SITE);
    const folder = path.join(SITE.folder, "src/content/docs");
    const included = readdirSync(folder).flatMap((name) =>
      [
        ...readFileSync(path.join(folder, name), "utf8").matchAll(/\{\{(?:file|readme|section) (\S+)[ }]/g),
      ].map(([, file = ""]) => path.join(ROOT, file.replace(/\}+$/, ""))),
    );
    const build = path.join(SITE.folder, "build");
    const imported = readdirSync(build)
      .filter((name) => !name.endsWith(".test.ts"))
      .flatMap((name) =>
        [
          ...readFileSync(path.join(build, name), "utf8").matchAll(/from "(@wth\/server\/|\.\.\/)([^"]+)"/g),
        ].map(([, start = "", rest = ""]) =>
          start === "../" ? path.resolve(build, start + rest) : path.join(ROOT, "apps/server/src", rest),
        ),
      );
    expect(included.length).toBeGreaterThan(5);
    expect(imported.length).toBeGreaterThan(5);
    const uncovered = [...included, ...imported].filter(
      (file) => !inputs.some((input) => file === input || file.startsWith(`${input}${path.sep}`)),
    );
    expect(uncovered).toEqual([]);
  });
});
