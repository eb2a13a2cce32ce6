import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const DASHBOARD = path.resolve(import.meta.dirname, "..");
const VITE = path.join(DASHBOARD, "node_modules/vite/bin/vite.js");

/** The most JavaScript that the first page may need, compressed. */
const FIRST_PAGE_KB = 200;

/** What Vite notes about each part: its file, and the parts that it cannot do without. */
interface ManifestEntry {
  file: string;
  imports?: string[];
}

let folder = "";
let manifest: Readonly<Record<string, ManifestEntry>> = {};
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "wth-bundle-"));
  // Of the test run's own environment nothing: React has other code for tests.
  const env = { PATH: process.env.PATH };
  const args = [VITE, "build", "--outDir", folder, "--manifest", "manifest.json", "--logLevel", "warn"];
  await promisify(execFile)(process.execPath, args, { cwd: DASHBOARD, env });
  manifest = JSON.parse(await readFile(path.join(folder, "manifest.json"), "utf8"));
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

/** The scripts that are loaded before these parts are shown. */
function scriptsOf(parts: readonly string[]): Set<string> {
  const files = new Set<string>();
  const open = [...parts];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const entry = manifest[key];
    if (entry === undefined) throw new Error(`Nothing was built of ${key}.`);
    if (files.has(entry.file)) continue;
    files.add(entry.file);
    open.push(...(entry.imports ?? []));
  }
  return files;
}

async function gzippedKb(files: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(await readFile(path.join(folder, file)), { level: 9 }).length;
  return bytes / 1024;
}

describe("the first page", () => {
  const layout = "src/shell/signed-in-layout.tsx";
  const integration = (...parts: readonly string[]) =>
    ["page.tsx", ...parts].map((part) => `src/pages/custom-integration/${part}`);
  const firstPages: [name: string, parts: string[]][] = [
    ["the sign-in page", ["index.html", "src/pages/sign-in/page.tsx"]],
    [
      "Custom Integration, being set up",
      ["index.html", layout, ...integration("overview/overview-tab.tsx", "wizard/wizard.tsx")],
    ],
    [
      "Custom Integration",
      ["index.html", layout, ...integration("overview/overview-tab.tsx", "overview/overview.tsx")],
    ],
    ["its settings", ["index.html", layout, ...integration("settings/settings-tab.tsx")]],
    ["its docs", ["index.html", layout, ...integration("docs/docs-tab.tsx")]],
    [
      "Deliveries",
      ["index.html", layout, "src/pages/custom-integration/page.tsx", "src/pages/deliveries/page.tsx"],
    ],
    ["Inventory", ["index.html", layout, "src/pages/inventory/page.tsx"]],
    ["Orders", ["index.html", layout, "src/pages/orders/page.tsx"]],
    ["Clients", ["index.html", layout, "src/pages/clients/page.tsx"]],
  ];
  it.each(firstPages)(`is at most ${FIRST_PAGE_KB} KB of JavaScript when it is %s`, async (name, parts) => {
    const kb = await gzippedKb(scriptsOf(parts));
    console.log(`${name}: ${kb.toFixed(1)} KB of JavaScript, gzipped`);
    expect(kb).toBeGreaterThan(50);
    expect(kb).toBeLessThanOrEqual(FIRST_PAGE_KB);
  });

  it("has no script or style in its HTML, and a place for the nonce", async () => {
    const html = await readFile(path.join(folder, "index.html"), "utf8");
    expect(html).toContain('<meta property="csp-nonce" nonce="__CSP_NONCE__">');
    for (const [, attributes = "", content = ""] of html.matchAll(/<script([^>]*)>([^<]*)/g)) {
      expect(content).toBe("");
      expect(attributes).toContain('src="/assets/');
    }
    expect(html).not.toMatch(/<style|style=|javascript:|https?:\/\//);
  });
});
