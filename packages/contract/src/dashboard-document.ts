import bundled from "./generated/dashboard.json" with { type: "json" };

/**
 * The contract of the dashboard's own API, between this server and the pages that it serves, as one OpenAPI 3.1 document.
 * It is nobody else's to rely on: no version is frozen, and it changes with any release.
 */
export const dashboardDocument: object = bundled;
