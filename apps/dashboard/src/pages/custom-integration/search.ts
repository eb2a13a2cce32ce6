/** What the URL of the first tab says. */
export interface IntegrationSearch {
  /** The step of the set-up, from 1. */
  step?: number;
}

/** Reads it; what is not understood is left out. */
export function integrationSearch({ step }: Record<string, unknown>): IntegrationSearch {
  const number = Number(step);
  return Number.isInteger(number) && number >= 1 ? { step: number } : {};
}
