import type { CatalogueEntry } from "./catalogue.ts";
import { header, literal } from "./render.ts";

/** The module `errors.ts`: the catalogue as data, with the unions of its codes and types. */
export function emitErrors(catalogue: readonly CatalogueEntry[]): string {
  const entries = (internal: boolean) =>
    Object.fromEntries(
      catalogue
        .filter((entry) => entry.internal === internal)
        .map(({ code, status, type, message, param, meaning, causes, recovery }) => [
          code,
          { status, type, message, param, meaning, causes, recovery },
        ]),
    );
  return `${header("spec/errors/codes.yaml")}
/** Every error the API can answer with: code → status, type and texts. */
export const errorCatalogue = ${literal(entries(false))} as const;

/** What went wrong; see {@link errorCatalogue}. */
export type ErrorCode = keyof typeof errorCatalogue;

/** The family of an error. */
export type ErrorType = (typeof errorCatalogue)[ErrorCode]["type"];

/** The status of an error. */
export type ErrorStatus = (typeof errorCatalogue)[ErrorCode]["status"];

/** The errors that only the dashboard's own API answers with, beside those of {@link errorCatalogue}. */
export const internalErrorCatalogue = ${literal(entries(true))} as const;

/** A code of {@link internalErrorCatalogue}. */
export type InternalErrorCode = keyof typeof internalErrorCatalogue;
`;
}
