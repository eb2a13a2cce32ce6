import type * as any from "../any.ts";
import * as node from "../node.ts";
import * as web from "../web.ts";

/** What both builds have in common: their functions, of which those of one answer with promises. */
export type Build = typeof any;

/** Both builds, to hold them to the same tables. */
export const builds: readonly (readonly [name: string, build: Build])[] = [
  ["node:crypto", node],
  ["WebCrypto", web],
];
