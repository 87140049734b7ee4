import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Rgb = [number, number, number];

/** OKLCH to linear sRGB, clipped to what a screen shows. */
function linear(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const css = readFileSync('app/globals.css', 'utf8');

/** A colour's two steps, light and dark, at a hue. */
function steps(name: string, hue: number): [Rgb, Rgb] {
  const declared = new RegExp(`--${name}:\\s*light-dark\\(([^;]+)\\);`).exec(css)?.[1] ?? '';
  const [light, dark] = [...declared.matchAll(/oklch\(([\d.]+) ([\d.]+) (\S+?)\)/g)].map(
    ([, l, c, h]) => linear(Number(l), Number(c), h?.startsWith('var') ? hue : Number(h)),
  );
  if (!light || !dark) throw new Error(`--${name} has no two steps.`);
  return [light, dark];
}

it.each(Array.from({ length: 36 }, (_, step) => step * 10))(
  'the accent of hue %i can be read in both themes',
  (hue) => {
    const paper = steps('grey-1', hue);
    const side = steps('grey-2', hue);
    const ink = steps('teal-ink', hue);
    const text = steps('grey-11', hue);
    const tint = steps('teal-tint', hue);
    for (const [theme, accent] of steps('teal', hue).entries()) {
      for (const ground of [paper[theme], side[theme], ink[theme]]) {
        expect(contrast(accent, ground ?? [0, 0, 0])).toBeGreaterThan(4.5);
      }
      expect(contrast(text[theme] ?? [0, 0, 0], tint[theme] ?? [0, 0, 0])).toBeGreaterThan(7);
    }
  },
);
