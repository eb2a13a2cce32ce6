import { defineCollection } from "astro:content";
import { docsSchema } from "@astrojs/starlight/schema";
import { glob } from "astro/loaders";

/** The pages as `build/build.ts` writes them: those of `src/content/docs` with what they include, and the generated ones. */
export const collections = {
  docs: defineCollection({
    loader: glob({
      base: "./generated/pages",
      pattern: "**/*.md",
      generateId: ({ entry }) => entry.replace(/\.md$/, ""),
    }),
    schema: docsSchema(),
  }),
};
