import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fieldList } from "./fields.ts";
import { ROOT, withIncludes } from "./include.ts";
import { markdownOf } from "./llms.ts";
import { line, plain, table } from "./markdown.ts";
import { navigation } from "./navigation.ts";
import { allPages } from "./pages.ts";

const page = { slug: "index", title: "Home", label: "Home", description: "Begin here.", body: "" };

describe("what a page includes", () => {
  it("comes from where it is kept", () => {
    expect(withIncludes("{{api-version}}", "a.md")).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(withIncludes("{{error invalid_cursor}}", "a.md")).toBe(
      "[`invalid_cursor`](/docs/api/errors#invalid_cursor)",
    );
    const recipe = readFileSync(path.join(ROOT, "recipes/node.mjs"), "utf8");
    expect(withIncludes('{{file recipes/node.mjs js file="node.mjs"}}', "a.md")).toBe(
      `\`\`\`js file="node.mjs"\n${recipe.trimEnd()}\n\`\`\``,
    );
  });

  it.each(["{{no-such-fact}}", "{{operation noSuchOperation}}", "{{section README.md ## No such heading}}"])(
    "has to be there: %s",
    (include) => {
      expect(() => withIncludes(include, "a.md")).toThrow();
    },
  );

  it("leaves nothing open on any page", () => {
    for (const { slug, body } of allPages())
      expect(body.replaceAll(/```.*?```/gs, ""), slug).not.toMatch(/\{\{|undefined/);
  });
});

describe("the navigation", () => {
  it("has every page", () => {
    const pages = allPages();
    const listed = navigation(pages).flatMap(({ slugs }) => slugs);
    expect(listed.toSorted()).toEqual(
      pages
        .map(({ slug }) => slug)
        .filter((slug) => slug !== "404")
        .toSorted(),
    );
  });

  it("names a page that is in no group, and one that it leads to in vain", () => {
    expect(() => navigation([...allPages(), { ...page, slug: "lost" }])).toThrow(/: lost\./);
    expect(() => navigation(allPages().filter(({ slug }) => slug !== "sdk"))).toThrow(/: sdk\./);
  });
});

describe("plain Markdown", () => {
  it("has quotes for notes, and no further anchors", () => {
    const written =
      ':::caution[Shown once]\nCopy it\nnow.\n:::\n\n<div class="alias" id="errors-a"></div>\n\n### a';
    expect(plain(written)).toBe("> **Shown once**\n>\n> Copy it\n> now.\n\n### a");
    expect(plain(":::note\nText.\n:::")).toBe("> **Note**\n>\n> Text.");
  });

  it("has links that work from anywhere", () => {
    const markdown = markdownOf({ ...page, body: "See [errors](/docs/api/errors#a)." });
    expect(markdown).toBe(
      "# Home\n\n> Begin here.\n\nSee [errors](https://public-url.invalid/docs/api/errors#a).\n",
    );
  });

  it("shows the contract's text as it is meant", () => {
    expect(line("Send <key>,\nor `Bearer <key>`.")).toBe("Send \\<key>, or `Bearer <key>`.");
    expect(table(["a"], [["`x|y`"]])).toBe("| a |\n|---|\n| `x\\|y` |");
  });
});

describe("a list of fields", () => {
  const schema = {
    type: "object",
    required: ["id"],
    properties: {
      id: { type: "string", format: "uuid", description: "The id." },
      status: {
        type: "string",
        enum: ["on", "off"],
        description: "The state.\n\n| value | meaning |\n|---|---|\n| `on` | runs |\n| `off` | rests |",
      },
      items: {
        type: "array",
        maxItems: 3,
        items: { type: "object", properties: { sku: { type: ["string", "null"], maxLength: 5 } } },
      },
    },
  };

  it("says what its sender has to know", () => {
    expect(fieldList(schema, "sent")).toBe(
      [
        "- `id` (string, uuid, required): The id.",
        "- `status` (string): The state.",
        "    - `on`: runs",
        "    - `off`: rests",
        "- `items` (list of objects): At most 3 items.",
        "    - `sku` (string or null): At most 5 characters.",
      ].join("\n"),
    );
  });

  it("says its reader what can be missing", () => {
    expect(fieldList(schema, "received").split("\n")[0]).toBe("- `id` (string, uuid): The id.");
    expect(fieldList(schema, "received").split("\n")[1]).toBe(
      "- `status` (string, can be missing): The state.",
    );
  });
});
