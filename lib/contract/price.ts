/** Prices as people type them: units of a currency, kept as millionths. */

const AMOUNT = /^(\d{0,9})(?:[.,](\d{0,6}))?$/;

/** The millionths of an amount like `2.50` or `2,5`; null for nothing, NaN for what is no amount. */
export function parsePrice(text: string): number | null {
  const typed = text.trim();
  if (typed === '') return null;
  const [, units, parts = ''] = AMOUNT.exec(typed) ?? [];
  if (units === undefined || units + parts === '') return Number.NaN;
  return Number(units) * 1_000_000 + Number(parts.padEnd(6, '0'));
}

/** An amount as {@link parsePrice} reads it, with at least two decimals; empty for none. */
export function formatPrice(micros: number | null): string {
  if (micros === null) return '';
  const parts = String(micros % 1_000_000).padStart(6, '0');
  return `${Math.floor(micros / 1_000_000)}.${parts.slice(0, 2)}${parts.slice(2).replace(/0+$/, '')}`;
}
