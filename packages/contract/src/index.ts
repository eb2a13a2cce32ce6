export * from "./document.ts";
export * from "./generated/errors.ts";
export * from "./generated/events.ts";
export type { components, operations as OperationTypes, paths } from "./generated/openapi.ts";
export * from "./generated/operations.ts";
export * from "./older-documents.ts";
