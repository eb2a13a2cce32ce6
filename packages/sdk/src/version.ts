/** The version of this package, sent as part of `User-Agent`; a test keeps it equal to package.json. */
export const VERSION = "0.0.0";
