/** Formatters are costly to make and few are needed: one a currency. */
const formatters = new Map<string, { format: Intl.NumberFormat; minorUnits: number }>();

/**
 * An amount for people, such as `$12,000.00` or `¥1,500,000`.
 *
 * @param amount in minor units: how many make one of the currency follows ISO 4217, through `Intl`.
 * @param currency ISO 4217, upper case.
 */
export function formatMoney(amount: number, currency: string): string {
  let formatter = formatters.get(currency);
  if (formatter === undefined) {
    const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
    formatter = { format, minorUnits: format.resolvedOptions().maximumFractionDigits ?? 2 };
    formatters.set(currency, formatter);
  }
  return formatter.format.format(amount / 10 ** formatter.minorUnits);
}
