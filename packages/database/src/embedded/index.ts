export { EmbeddedPostgresError } from "./errors.ts";
export { findRunningEmbedded } from "./find.ts";
export { type PostgresSettings, THROWAWAY_SETTINGS } from "./settings.ts";
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./supervisor.ts";
