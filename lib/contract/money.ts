/** Amounts with their currency. Amounts of different currencies are never added up. */

export const MICROS = 1_000_000;

export interface Money {
  /** ISO 4217. */
  currency: string;
  /** Millionths of the currency. */
  micros: number;
}

/** The sums by currency, the currencies in order. */
export function sumMoney(amounts: Iterable<Money>): Money[] {
  const sums = new Map<string, number>();
  for (const { currency, micros } of amounts) {
    sums.set(currency, (sums.get(currency) ?? 0) + micros);
  }
  return [...sums]
    .map(([currency, micros]) => ({ currency, micros }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
