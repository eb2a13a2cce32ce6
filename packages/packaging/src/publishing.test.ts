import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./paths.ts";

const workflow = readFileSync(join(ROOT, ".github/workflows/publish.yml"), "utf8");
const published = ["sdk", "webhook-verifier"];

describe("the publish workflow", () => {
  it("may sign a provenance, and asks for one", () => {
    expect(workflow).toContain("id-token: write");
    expect(workflow).toContain('NPM_CONFIG_PROVENANCE: "true"');
  });

  it("names the repository in the manifest of every published package", () => {
    const [, loop = ""] = /^ {10}(for package in [\s\S]*? done)$/m.exec(workflow) ?? [];
    const folder = mkdtempSync(join(tmpdir(), "wth-publish-"));
    for (const name of published) {
      execFileSync("mkdir", ["-p", join(folder, "packages", name)]);
      writeFileSync(join(folder, "packages", name, "package.json"), JSON.stringify({ name }));
    }
    const env = {
      ...process.env,
      GITHUB_SERVER_URL: "https://git.example",
      GITHUB_REPOSITORY: "watches/hub",
    };
    execFileSync("bash", ["-c", loop], { cwd: folder, env, stdio: "ignore" });
    for (const name of published) {
      const manifest: unknown = JSON.parse(
        readFileSync(join(folder, "packages", name, "package.json"), "utf8"),
      );
      expect(manifest).toMatchObject({
        repository: {
          type: "git",
          url: "git+https://git.example/watches/hub.git",
          directory: `packages/${name}`,
        },
      });
    }
    rmSync(folder, { recursive: true });
  });

  it("publishes what is public, and nothing else of the workspace", () => {
    for (const name of published) {
      const manifest: unknown = JSON.parse(
        readFileSync(join(ROOT, "packages", name, "package.json"), "utf8"),
      );
      expect(manifest).toMatchObject({ publishConfig: { access: "public" } });
    }
    for (const name of [
      "packages/contract",
      "packages/database",
      "packages/packaging",
      "examples",
      "bench",
    ]) {
      const manifest: unknown = JSON.parse(readFileSync(join(ROOT, name, "package.json"), "utf8"));
      expect(manifest).toMatchObject({ private: true });
    }
  });
});
