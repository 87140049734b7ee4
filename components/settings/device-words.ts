/** What a browser says of itself, in words a person knows. Order matters: most claim to be others, too. */

const BROWSERS: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac(?:intosh| OS X)\b/, 'macOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/** A device as its user agent names it; null for what it does not say. */
export interface Device {
  browser: string | null;
  system: string | null;
  hand: boolean;
  /** The first word of what is no browser: `curl`. */
  program: string | null;
}

/** Reads a `User-Agent`. */
export function readDevice(userAgent: string): Device {
  const first = (table: [RegExp, string][]) =>
    table.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
  const browser = first(BROWSERS);
  const system = first(SYSTEMS);
  const program = browser || system ? null : (/^[\w.-]{2,40}/.exec(userAgent)?.[0] ?? null);
  return { browser, system, hand: /iPhone|iPad|Android/.test(userAgent), program };
}
