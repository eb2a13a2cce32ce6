import { describe, expect, it } from "vitest";
import { type Block, blocksOf } from "./blocks.ts";
import { schemaOf } from "./json.ts";
import { reasonToSkip, treatmentOf } from "./languages.ts";

const document = `# Title

\`\`\`sh
echo one
\`\`\`

- in a list

  \`\`\`ts title="x" file="receiver.ts" check {1,3}
  const fence = "\`\`\`";
    indented();
  \`\`\`

\`\`\`\`text
\`\`\`sh
not a block of its own
\`\`\`
\`\`\`\`

\`\`\`
plain
\`\`\`
`;

describe("blocksOf", () => {
  it("finds every block, with its line and metadata", () => {
    expect(blocksOf(document)).toEqual([
      { language: "sh", meta: {}, code: "echo one\n", line: 4 },
      {
        language: "ts",
        meta: { title: "x", file: "receiver.ts", check: true },
        code: 'const fence = "```";\n  indented();\n',
        line: 10,
      },
      { language: "text", meta: {}, code: "```sh\nnot a block of its own\n```\n", line: 15 },
      { language: "", meta: {}, code: "plain\n", line: 21 },
    ]);
  });
});

const block = (language: string, code: string, meta: Block["meta"] = {}): Block => ({
  language,
  code,
  meta,
  line: 1,
});

describe("a block without an end", () => {
  it("is refused, with its line", () => {
    expect(() => blocksOf("text\n\n```sh\necho one\n")).toThrow(/line 4 has no end/);
  });
});

describe("reasonToSkip", () => {
  it.each([
    [block("sh", "npm install @watchtraderhub/sdk\n"), expect.stringMatching(/^installs packages/)],
    [block("sh", "# with pnpm\npnpm add x\n"), expect.stringMatching(/^installs packages/)],
    [block("sh", "npm install x\necho done\n"), undefined],
    [block("ts", "npm install x\n"), undefined],
    [block("sh", "rm -rf /\n", { skip: "has placeholders" }), "has placeholders"],
    [block("sh", "true\n", { skip: true }), "says no reason"],
  ])("of %o is %s", (each, reason) => {
    expect(reasonToSkip(each)).toEqual(reason);
  });
});

describe("treatmentOf", () => {
  it.each([
    ["sh", "shell"],
    ["ts", "typescript"],
    ["python", "program"],
    ["json", "json"],
    ["", "text"],
    ["perl", undefined],
    ["constructor", undefined],
  ])("%s is %s", (language, kind) => {
    expect(treatmentOf(block(language, ""))?.kind).toBe(kind);
  });
});

describe("schemaOf", () => {
  it.each([
    [{ object: "order", id: "1", status: "pending" }, "Order"],
    [{ object: "listing", id: "1" }, undefined],
    [{ error: { code: "internal_error" } }, "Error"],
    [{ object: "webhook_delivery", delivery_id: "1" }, "TestDelivery"],
    [{ object: "webhook_delivery", id: "1", status: "pending" }, "WebhookDelivery"],
    [[1, 2], undefined],
  ])("of %o is %s", (value, schema) => {
    expect(schemaOf(block("json", ""), value)).toBe(schema);
  });

  it("is what the metadata says, before all else", () => {
    expect(schemaOf(block("json", "", { schema: "OrderCreate" }), { object: "order" })).toBe("OrderCreate");
  });
});
