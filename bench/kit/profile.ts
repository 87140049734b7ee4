/** A processor profile, summed up by function and by where the functions come from. */

import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The variables that load the profiler into a server. */
export function profilerEnv(file: string): Record<string, string> {
  const script = join(import.meta.dirname, '..', 'programs', 'profiler.mjs');
  return { NODE_OPTIONS: `--import ${script}`, PROFILE_FILE: file };
}

interface Node {
  id: number;
  callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number };
}

interface Profile {
  nodes: Node[];
  samples: number[];
  timeDeltas: number[];
}

/** One line of the summary: its share of all time that was not idle. */
export interface Share {
  name: string;
  percent: number;
}

/** Waits for the file and sums it up: by place (file of ours, package, node) and by function. */
export async function readProfile(file: string): Promise<{ places: Share[]; functions: Share[] }> {
  while (!existsSync(file)) await wait(50);
  const profile: Profile = JSON.parse(readFileSync(file, 'utf8'));
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const places = new Map<string, number>();
  const functions = new Map<string, number>();
  let busy = 0;
  for (const [i, id] of profile.samples.entries()) {
    const node = nodes.get(id);
    const us = profile.timeDeltas[i] ?? 0;
    if (!node || node.callFrame.functionName === '(idle)') continue;
    busy += us;
    const { place, name } = originOf(node.callFrame);
    places.set(place, (places.get(place) ?? 0) + us);
    const key = `${name}  ${place}`;
    functions.set(key, (functions.get(key) ?? 0) + us);
  }
  const shares = (map: Map<string, number>): Share[] =>
    [...map]
      .map(([name, us]) => ({ name, percent: (us / busy) * 100 }))
      .sort((a, b) => b.percent - a.percent);
  return { places: shares(places), functions: shares(functions) };
}

const maps = new Map<string, SourceMap | null>();

function mapOf(url: string): SourceMap | null {
  const known = maps.get(url);
  if (known !== undefined) return known;
  const file = `${url.startsWith('file:') ? fileURLToPath(url) : url}.map`;
  const map = existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : null;
  maps.set(url, map);
  return map;
}

function originOf(frame: Node['callFrame']): { place: string; name: string } {
  const { url, functionName, lineNumber, columnNumber } = frame;
  const line = lineNumber + 1;
  if (url === '') return { place: 'engine', name: functionName || '(native)' };
  if (url.startsWith('node:')) return { place: url, name: `${functionName}:${line}` };
  const entry = mapOf(url)?.findEntry(lineNumber, columnNumber);
  // Where the bundler's own code stands between, an entry names no source.
  if (entry && 'originalSource' in entry && entry.originalSource) {
    const place = placeOf(entry.originalSource);
    return { place, name: `${functionName}:${entry.originalLine + 1}` };
  }
  return { place: placeOf(url), name: `${functionName}:${line}` };
}

function placeOf(path: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
  if (inPackage?.[1]) return inPackage[1];
  return path
    .replace(/^.*?\/((?:app|lib|\.next)\/)/, '$1')
    .replace(/^turbopack:\/+\[project\]\//, '');
}
