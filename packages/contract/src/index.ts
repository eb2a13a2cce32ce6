export * from "./dashboard-document.ts";
export * from "./document.ts";
export type {
  components as DashboardComponents,
  operations as DashboardOperationTypes,
  paths as DashboardPaths,
} from "./generated/dashboard.ts";
export * from "./generated/dashboard-operations.ts";
export * from "./generated/errors.ts";
export * from "./generated/events.ts";
export type { components, operations as OperationTypes, paths } from "./generated/openapi.ts";
export * from "./generated/operations.ts";
export * from "./older-documents.ts";
