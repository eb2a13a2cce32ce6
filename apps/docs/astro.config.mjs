import { existsSync, readFileSync } from "node:fs";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

/** The navigation, as `build/build.ts` wrote it beside the pages. */
const navigation = new URL("generated/navigation.json", import.meta.url);

/** @type {{ label: string, slugs: string[], collapsed: boolean }[]} */
const groups = existsSync(navigation) ? JSON.parse(readFileSync(navigation, "utf8")) : [];

export default defineConfig({
  base: "/docs/api",
  trailingSlash: "never",
  prefetch: false,
  devToolbar: { enabled: false },
  // Nothing is put into pages that the policy would have to know by its hash, beside Starlight's own few scripts.
  build: { inlineStylesheets: "never" },
  vite: { build: { assetsInlineLimit: 0 } },
  image: { service: { entrypoint: "astro/assets/services/noop" } },
  integrations: [
    starlight({
      title: "WatchTraderHub API",
      favicon: "/favicon.svg",
      credits: false,
      markdown: { processedDirs: ["./generated/pages"] },
      customCss: ["./src/styles/site.css"],
      components: { PageTitle: "./src/components/page-title.astro" },
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      sidebar: groups.map(({ label, slugs, collapsed }) => ({
        label,
        collapsed,
        items: slugs.map((slug) => ({ slug })),
      })),
    }),
  ],
});
