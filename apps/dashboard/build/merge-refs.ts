import type { Plugin } from "vite";

const WANTED = "@floating-ui/react";
const MODULE = "\0merge-refs";

/**
 * Gives Mantine's scroll area, and with it every table, the one function that it takes from Floating UI from Mantine's own hooks.
 * Floating UI is a single module, and would cost each page with a table 12 KB; menus still load it when they are opened.
 *
 * The build fails when the scroll area comes to need more of it.
 */
export function mergeRefs(): Plugin {
  return {
    name: "merge-refs",
    enforce: "pre",
    resolveId: (id, importer) =>
      id === WANTED && importer?.endsWith("/ScrollArea/ScrollArea.mjs") === true ? MODULE : null,
    load: (id) =>
      id === MODULE
        ? `import { useMergedRef } from "@mantine/hooks";
           export const useMergeRefs = (refs) => useMergedRef(...refs);`
        : null,
  };
}
