/** How a measurement is told: a table and its ratios for people, or JSON for programs. */

import { cpus, loadavg, release, totalmem } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import nextPackage from 'next/package.json' with { type: 'json' };

/** One line that has a target: met when `value` is at most, or at least, `target`. */
export interface Verdict {
  what: string;
  value: number;
  unit: string;
  target: number;
  better: 'lower' | 'higher';
}

/** What one measurement found. */
export interface Report {
  name: string;
  /** How it was measured, in a sentence. */
  how: string;
  repetitions: number;
  columns: string[];
  rows: (string | number)[][];
  verdicts: Verdict[];
}

/** The machine and the versions that the figures belong to. */
function machine(): Record<string, string | number> {
  const [cpu] = cpus();
  const sqlite = new DatabaseSync(':memory:').prepare('SELECT sqlite_version() AS v').get();
  return {
    date: new Date().toISOString().slice(0, 16),
    machine: `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
    load: loadavg()
      .map((load) => load.toFixed(1))
      .join(' '),
    node: process.versions.node,
    next: nextPackage.version,
    sqlite: String(sqlite?.v),
  };
}

function isMet({ value, target, better }: Verdict): boolean {
  return better === 'lower' ? value <= target : value >= target;
}

/** Prints a report as its reader wants it (`--json`). */
export function tell(report: Report, json: boolean): void {
  if (json) {
    const verdicts = report.verdicts.map((verdict) => ({ ...verdict, met: isMet(verdict) }));
    console.log(JSON.stringify({ ...report, ...machine(), verdicts }));
    return;
  }
  const { date, machine: where, load, node, next, sqlite } = machine();
  console.log(`\n${report.name}: ${report.how}`);
  console.log(
    `${date} UTC, ${where}; load ${load}; Node ${node}, Next.js ${next}, SQLite ${sqlite}; ` +
      `medians of ${report.repetitions} repetition${report.repetitions === 1 ? '' : 's'}\n`,
  );
  printTable([report.columns, ...report.rows.map((row) => row.map(shown))]);
  console.log('');
  for (const verdict of report.verdicts) {
    const sign = verdict.better === 'lower' ? '≤' : '≥';
    const found = `${shown(verdict.value)}${verdict.unit}`;
    const wanted = `${sign} ${verdict.target}${verdict.unit}`;
    console.log(`  ${isMet(verdict) ? 'ok  ' : 'MISS'} ${verdict.what}: ${found} (${wanted})`);
  }
}

function shown(value: string | number): string {
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  return value.toFixed(Math.abs(value) >= 10 && digits > 0 ? 1 : digits);
}

function printTable(lines: string[][]): void {
  const widths = (lines[0] ?? []).map((_, i) =>
    Math.max(...lines.map((line) => line[i]?.length ?? 0)),
  );
  for (const line of lines) {
    const cells = line.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    );
    console.log(`  ${cells.join('   ').trimEnd()}`);
  }
}
