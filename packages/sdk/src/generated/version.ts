// Generated from packages/sdk/package.json by packages/sdk/codegen/generate.ts: do not edit. Run `npm run generate`.

/** The version of this package, sent as part of `User-Agent`. */
export const VERSION = "0.0.0";
