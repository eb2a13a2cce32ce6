/** Where the documentation of the API is, on this server. */
export const DOCS = {
  home: "/docs/api",
  webhooks: "/docs/api/webhooks",
  changelog: "/docs/api/changelog",
  errors: "/docs/api/errors",
  openapi: "/api/v1/openapi.json",
} as const;
