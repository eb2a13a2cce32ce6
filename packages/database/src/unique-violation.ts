/** https://www.postgresql.org/docs/18/errcodes-appendix.html */
const UNIQUE_VIOLATION = "23505";

/** Whether a statement failed because a row with the same values is there already. @param index the unique one. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  if (!(error instanceof Error) || !("code" in error) || !("constraint" in error)) return false;
  return error.code === UNIQUE_VIOLATION && error.constraint === index;
}
