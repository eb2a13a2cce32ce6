/**
 * PostgreSQL's text form of an array whose elements hold nothing that needs quotes: ids, numbers, times, our own words.
 * The driver would quote each of them.
 */
export function arrayLiteral(values: readonly (string | number | null)[]): string {
  return `{${values.map((value) => value ?? "NULL").join(",")}}`;
}
