import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundleSpec } from "./bundle.ts";
import { catalogue } from "./testing.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "spec-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function bundleFiles(files: Record<string, string>): Promise<unknown> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return bundleSpec(catalogue, folder);
}

function openapi(schema: string): string {
  return `openapi: 3.1.0
info: { title: t, version: "1" }
paths:
  /a:
    get:
      responses:
        "200": { $ref: responses/Ok.yaml }
components:
  schemas: { Zebra: { $ref: ${schema} } }
`;
}

const ok = "description: d\ncontent: { application/json: { schema: { $ref: ../schemas/Apple.yaml } } }\n";

describe("bundleSpec", () => {
  it("makes components of files, named like them and sorted", async () => {
    const document = await bundleFiles({
      "openapi.yaml": openapi("schemas/Zebra.yaml"),
      "responses/Ok.yaml": ok,
      "schemas/Apple.yaml": "type: string\n",
      "schemas/Zebra.yaml": "type: integer\n",
    });
    expect(document).toMatchObject({
      paths: { "/a": { get: { responses: { "200": { $ref: "#/components/responses/Ok" } } } } },
    });
    expect(JSON.stringify(document)).toContain(
      '"schemas":{"Apple":{"type":"string"},"Zebra":{"type":"integer"}}',
    );
  });

  it("names a file that is not there", async () => {
    const files = { "openapi.yaml": openapi("schemas/Gone.yaml"), "responses/Ok.yaml": ok };
    await expect(bundleFiles(files)).rejects.toThrow(/Gone\.yaml|Can't resolve/);
  });

  it("refuses two files of one name", async () => {
    const files = {
      "openapi.yaml": openapi("other/Apple.yaml"),
      "responses/Ok.yaml": ok,
      "schemas/Apple.yaml": "type: string\n",
      "other/Apple.yaml": "anyOf: [{ $ref: ../schemas/Apple.yaml }, { type: integer }]\n",
    };
    await expect(bundleFiles(files)).rejects.toThrow(/same name/);
  });
});
