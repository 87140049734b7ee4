'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { cn } from '@/lib/cn';

/** One hour or day. */
export interface Bar {
  /** When, and what: what is read for it. */
  when: string;
  says: string;
  /** The figure, and how much of it stands apart at the top. Both from nought to the ceiling. */
  value: number;
  top: number;
}

interface BarChartProps {
  /** What the values are of, for who does not see the chart. */
  label: string;
  bars: readonly Bar[];
  ceiling: number;
  ceilingText: string;
  /** What stands apart at the top: what failed, or how far the slow ones reached. */
  tone: 'failed' | 'reach';
  /** What is said while no bar is looked at. */
  summary: string;
}

/**
 * Bars from nought. The one under the pointer, or chosen with the arrow keys, is told in
 * the line above; a table with all of them stands behind the chart.
 */
export function BarChart({ label, bars, ceiling, ceilingText, tone, summary }: BarChartProps) {
  const [looked, setLooked] = useState<number | null>(null);
  const [read, setRead] = useState(bars.length - 1);
  const shown = looked === null ? undefined : bars[looked];
  const chosen = bars[Math.min(read, bars.length - 1)];
  const look = (event: PointerEvent) => {
    const column = event.target instanceof Element ? event.target.closest('[data-bar]') : null;
    if (column instanceof HTMLElement) setLooked(Number(column.dataset.bar));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = nextBar(event, Math.min(looked ?? read, bars.length - 1), bars.length);
    if (next === null) return;
    event.preventDefault();
    setRead(next);
    setLooked(next);
  };
  return (
    <div>
      <p className="min-h-10 pt-1 text-sm text-muted">
        {shown ? (
          <>
            <span className="text-ink">{shown.when}</span> · {shown.says}
          </>
        ) : (
          summary
        )}
      </p>
      <div className="relative pt-4">
        <span className="figures absolute start-0 top-0 text-xs text-faint">{ceilingText}</span>
        <div
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={1}
          aria-valuemax={bars.length}
          aria-valuenow={Math.min(read, bars.length - 1) + 1}
          aria-valuetext={chosen ? `${chosen.when}: ${chosen.says}` : summary}
          onKeyDown={onKeyDown}
          onFocus={() => setLooked(read)}
          onBlur={() => setLooked(null)}
          onPointerMove={look}
          onPointerDown={look}
          onPointerLeave={() => setLooked(null)}
          className="plot flex h-24 touch-pan-y items-stretch border-b border-edge"
        >
          {bars.map((bar, place) => (
            <Column key={bar.when} {...bar} {...{ place, ceiling, tone }} on={place === looked} />
          ))}
        </div>
      </div>
      <Ends bars={bars} />
    </div>
  );
}

interface ColumnProps extends Bar {
  place: number;
  ceiling: number;
  tone: BarChartProps['tone'];
  on: boolean;
}

function Column({ value, top, place, ceiling, tone, on }: ColumnProps) {
  const height = (part: number) => ({ height: `${(part / ceiling) * 100}%` });
  return (
    <span
      data-bar={place}
      data-on={on || undefined}
      className="flex min-w-0 flex-1 flex-col items-center justify-end data-on:bg-tint forced-colors:data-on:bg-[Highlight]"
    >
      {top > 0 && <span className={cn('bar', `bar-${tone}`)} style={height(top)} />}
      {value > top && <span className="bar bar-value" style={height(value - top)} />}
    </span>
  );
}

/** The first, the middle and the last moment, under their bars. */
function Ends({ bars }: { bars: readonly Bar[] }) {
  const places = [0, Math.floor((bars.length - 1) / 2), bars.length - 1];
  const shown = bars.length < 3 ? [0, bars.length - 1] : places;
  return (
    <div aria-hidden className="flex justify-between gap-2 pt-1.5 text-xs text-muted">
      {[...new Set(shown)].map((place) => (
        <span key={place} className="figures whitespace-nowrap">
          {bars[place]?.when}
        </span>
      ))}
    </div>
  );
}

/** Which bar a key leads to; null for other keys. Right is later, unless one reads from the right. */
function nextBar(event: KeyboardEvent<HTMLElement>, at: number, count: number): number | null {
  const leftwards = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
  const steps: Record<string, number> = {
    ArrowRight: leftwards,
    ArrowLeft: -leftwards,
    ArrowUp: 1,
    ArrowDown: -1,
    PageUp: 7,
    PageDown: -7,
    Home: -count,
    End: count,
  };
  const step = steps[event.key];
  return step === undefined ? null : Math.min(count - 1, Math.max(0, at + step));
}
