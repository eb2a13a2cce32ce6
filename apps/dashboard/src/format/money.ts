/** How many digits a currency has after the point: 2 of the dollar, none of the yen. By ISO 4217, as browsers know it. */
export function fractionDigits(currency: string): number {
  const { maximumFractionDigits = 2 } = formatter(currency).resolvedOptions();
  return maximumFractionDigits;
}

/**
 * What somebody has typed as an amount of money, in minor units.
 *
 * @param major as typed, in whole units: 12000.5 dollars. A text is an input that is empty.
 * @returns null when it is no amount of this currency: empty, less than nothing, too large, or with too many digits.
 */
export function toMinorUnits(major: number | string, currency: string): number | null {
  if (major === "") return null;
  const exact = Number(major) * 10 ** fractionDigits(currency);
  const amount = Math.round(exact);
  // 0.1 + 0.2 is still 30 cents.
  const isExact = Math.abs(exact - amount) < 1e-6 * Math.max(1, Math.abs(exact) * 1e-6);
  return isExact && amount >= 0 && Number.isSafeInteger(amount) ? amount : null;
}

/** An amount for a field to type in: 1200050 cents are 12000.5. */
export function toMajorUnits(amount: number, currency: string): number {
  return amount / 10 ** fractionDigits(currency);
}

/** An amount in minor units for people, as the server writes those that it sends: `$12,000.00`. */
export function formatMoney(amount: number, currency: string): string {
  return formatter(currency).format(toMajorUnits(amount, currency));
}

function formatter(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat("en-US", { style: "currency", currency });
}

/** The currencies that watches are mostly sold in. Others that a watch or order has are offered too. */
const CURRENCIES = [
  "USD",
  "EUR",
  "CHF",
  "GBP",
  "JPY",
  "HKD",
  "SGD",
  "AED",
  "AUD",
  "CAD",
  "CNY",
  "DKK",
  "NOK",
  "SEK",
];

/** What a form offers. @param present the currency of what is edited. */
export function currencyChoices(present: string): string[] {
  return CURRENCIES.includes(present) ? CURRENCIES : [present, ...CURRENCIES];
}
