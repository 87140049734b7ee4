/** Files and standard input. */

import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';

/** Everything on standard input. */
export function readInput(): Promise<string> {
  return readAll(process.stdin);
}

/** The JSON of a file, or of standard input for `-`. Throws a sentence naming the file. */
export async function readJsonFile(file: string): Promise<unknown> {
  const content = file === '-' ? await readInput() : await readTextFile(file);
  try {
    const value: unknown = JSON.parse(content);
    return value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} is not JSON: ${reason}`, { cause: error });
  }
}

async function readTextFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`The file ${file} cannot be read.`, { cause: error });
  }
}
