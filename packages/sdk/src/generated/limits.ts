// Generated from the contract of packages/contract by packages/sdk/codegen/generate.ts: do not edit. Run `npm run generate`.

/** The most items that a page of a list has. */
export const LARGEST_PAGE = 100;

/** The most clients that one bulk upsert takes. */
export const MAX_BULK_CUSTOMERS = 500;
