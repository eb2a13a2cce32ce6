/** Where the documentation is on every server. `doc_url` of errors, and links of the dashboard, lead below it. */
export const DOCS_BASE = "/docs/api";

/** What the built pages say where the address of the server belongs, `PUBLIC_URL`, which only the server knows. */
export const ORIGIN_PLACEHOLDER = "https://public-url.invalid";
