/** What the build serves, read from Next's own manifests: a list that cannot forget anything. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const BUILD = join(import.meta.dirname, '..', '.next');

const pathsSchema = z.record(z.string(), z.string());
const actionsSchema = z.object({
  node: z.record(
    z.string(),
    z.object({
      filename: z.string(),
      exportedName: z.string(),
      workers: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** A server action as a browser calls it. */
export interface BuiltAction {
  /** For the header `Next-Action`. */
  id: string;
  /** `app/admin/actions.ts saveAgent`. */
  name: string;
  /** A page that it can be sent to, as `/admin/agents/[id]`. */
  page: string;
}

/** The addresses of all pages and all routes, as `/c/[sessionId]`; Next's own are left out. */
export function builtPaths(): { pages: string[]; routes: string[] } {
  const entries = Object.entries(builtApp()).filter(([, path]) => !path.startsWith('/_'));
  const ending = (end: string) =>
    entries.filter(([file]) => file.endsWith(end)).map(([, path]) => path);
  return { pages: ending('/page').sort(), routes: ending('/route').sort() };
}

/** Every server action that the build answers to. */
export function builtActions(): BuiltAction[] {
  const { node } = actionsSchema.parse(read('server/server-reference-manifest.json'));
  const app = builtApp();
  return Object.entries(node).map(([id, { filename, exportedName, workers }]) => {
    const [file = ''] = Object.keys(workers);
    return {
      id,
      name: `${filename} ${exportedName}`,
      page: app[file.replace(/^app/, '')] ?? '/',
    };
  });
}

/** The action of that exported name. Throws when there is none, or more than one. */
export function builtAction(exportedName: string): BuiltAction {
  const found = builtActions().filter(({ name }) => name.endsWith(` ${exportedName}`));
  const [action] = found;
  if (!action || found.length > 1) throw new Error(`${found.length} actions: ${exportedName}.`);
  return action;
}

function builtApp(): Record<string, string> {
  return pathsSchema.parse(read('app-path-routes-manifest.json'));
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(BUILD, file), 'utf8'));
}
