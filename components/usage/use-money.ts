import { useFormatter } from 'next-intl';
import { MICROS, type Money } from '@/lib/contract/money';

/** Below a hundredth the fractions are all there is to see. */
const SMALL = MICROS / 100;

/** Writes amounts: `€1.20`, several currencies side by side; nothing when there are none. */
export function useMoney(): (amounts: readonly Money[]) => string {
  const format = useFormatter();
  const one = ({ currency, micros }: Money) =>
    format.number(micros / MICROS, {
      style: 'currency',
      currency,
      maximumFractionDigits: micros !== 0 && Math.abs(micros) < SMALL ? 4 : 2,
    });
  return (amounts) => amounts.map(one).join(' + ');
}
