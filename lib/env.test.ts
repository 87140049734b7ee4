import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { envSchema, parseEnv } from '@/lib/env';

const REMOTE = { DATABASE_URL: 'libsql://db.example.com' };
const SECRET = 'a-secret-of-more-than-32-characters-long';

describe('the environment', () => {
  test('has a default for everything a first start needs', () => {
    expect(parseEnv({})).toMatchObject({ PORT: 3000, DATABASE_URL: 'file:./data/gossamer.db' });
  });

  test('takes an empty value for an absent one', () => {
    expect(parseEnv({ PORT: '', OPENAI_API_KEY: '' })).toEqual(parseEnv({}));
  });

  test('names every wrong variable and its rule, never its value', () => {
    const wrong = { ADMIN_PASSWORD: 'hunter2', PORT: 'my-port', SIGNUP_POLICY: 'everyone' };
    const message = messageOf(() => parseEnv(wrong));
    expect(message).toContain('- ADMIN_PASSWORD: Use at least 10 characters.');
    expect(message).toContain('- PORT:');
    expect(message).toContain('- SIGNUP_POLICY:');
    for (const value of Object.values(wrong)) expect(message).not.toContain(value);
  });

  test('refuses a secret that is too short without showing it', () => {
    const message = messageOf(() => parseEnv({ AUTH_SECRET: 'short-secret' }));
    expect(message).toContain('- AUTH_SECRET: Use at least 32 characters.');
    expect(message).not.toContain('short-secret');
  });

  test('wants a signing secret with a remote database, which has no folder to keep one', () => {
    expect(messageOf(() => parseEnv(REMOTE))).toContain('- AUTH_SECRET: required');
    expect(parseEnv({ ...REMOTE, AUTH_SECRET: SECRET }).AUTH_SECRET).toBe(SECRET);
  });

  test('drops the slash at the end of an address, and refuses what is not http', () => {
    expect(parseEnv({ OPENAI_BASE_URL: 'https://one.test/v1/' }).OPENAI_BASE_URL).toBe(
      'https://one.test/v1',
    );
    expect(messageOf(() => parseEnv({ APP_URL: 'javascript:alert(1)' }))).toContain('- APP_URL:');
  });

  test('refuses times and counts that are nought, negative or endless', () => {
    for (const value of ['0', '-1', '1.5', '999999999', 'Infinity', 'soon']) {
      expect(
        messageOf(() => parseEnv({ IDLE_TIMEOUT_MS: value })),
        value,
      ).toContain('- IDLE_TIMEOUT_MS:');
    }
  });
});

describe('.env.example', () => {
  const lines = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8').split('\n');
  const listed = new Map(lines.flatMap(assignment));
  const defaults = Object.entries(envSchema.shape).map(([name, rule]) => {
    const value = rule.safeParse(undefined).data;
    return [name, value === undefined ? '' : String(value)] as const;
  });

  test('lists every variable with its default', () => {
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(defaults));
  });

  test('explains every variable in the line above it', () => {
    for (const name of listed.keys()) {
      const at = lines.findIndex((line) => assignment(line)[0]?.[0] === name);
      expect(lines[at - 1], name).toMatch(/^# [A-Z].{8,}\.$/i);
    }
  });

  test('is an environment that starts', () => {
    expect(parseEnv(Object.fromEntries(listed))).toEqual(parseEnv({}));
  });
});

/** The name and value of a line such as `NAME=value`; none of a comment, one of `# NAME=value`. */
function assignment(line: string): [string, string][] {
  const [, name, value] = /^(?:# )?([A-Z][A-Z_]+)=(.*)$/.exec(line) ?? [];
  return name === undefined || value === undefined ? [] : [[name, value]];
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error('It was accepted.');
}
