/**
 * The environment, parsed once. The only file that reads `process.env`. A wrong
 * value refuses to boot with the variable's name and the rule, never its value.
 * Every default of a limit or timeout stands here and nowhere else.
 */

import { z } from 'zod';

const ms = (value: number) => z.coerce.number().int().min(1).max(86_400_000).default(value);
const count = (value: number, max: number) =>
  z.coerce.number().int().min(1).max(max).default(value);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const secret = z.string().min(1).optional();
/** The path of a file that holds a secret, read anew when it changes: see `provider-keys`. */
const file = z.string().min(1).optional();

/** Every variable, with its rule and default. `.env.example` lists the same. */
export const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  APP_URL: url.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|libsql:|https?:)/, 'Write file:PATH or libsql://HOST.')
    .default('file:./data/gossamer.db'),
  DATABASE_AUTH_TOKEN: secret,
  BACKUP_FOLDER: z.string().min(1).optional(),
  DISK_LOW_MB: count(1024, 1_000_000_000),
  AUTH_SECRET: z.string().min(32, 'Use at least 32 characters.').optional(),
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().min(10, 'Use at least 10 characters.').optional(),
  /** The default stands in `contract/instance-settings`, where admins can set it, too. */
  SIGNUP_POLICY: z.enum(['open', 'approval', 'invite', 'closed']).optional(),
  AUTH_GITHUB_ID: secret,
  AUTH_GITHUB_SECRET: secret,
  AUTH_GOOGLE_ID: secret,
  AUTH_GOOGLE_SECRET: secret,
  AUTH_OIDC_ISSUER: url.optional(),
  AUTH_OIDC_ID: secret,
  AUTH_OIDC_SECRET: secret,
  AUTH_OIDC_NAME: z.string().min(1).max(40).default('Single sign-on'),
  /** How many proxies in front may be believed about the visitor's address. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),

  THINNESTAI_BASE_URL: url.default('https://api.thinnest.ai'),
  THINNESTAI_API_KEY: secret,
  THINNESTAI_API_KEY_FILE: file,
  OPENAI_BASE_URL: url.default('https://api.openai.com/v1'),
  OPENAI_API_KEY: secret,
  OPENAI_API_KEY_FILE: file,
  ANTHROPIC_BASE_URL: url.default('https://api.anthropic.com/v1'),
  ANTHROPIC_API_KEY: secret,
  ANTHROPIC_API_KEY_FILE: file,
  GOOGLE_GENERATIVE_AI_BASE_URL: url.default('https://generativelanguage.googleapis.com/v1beta'),
  GOOGLE_GENERATIVE_AI_API_KEY: secret,
  GOOGLE_GENERATIVE_AI_API_KEY_FILE: file,

  RATE_LIMIT_PER_MINUTE: count(30, 1_000_000),
  MAX_CONCURRENT_RUNS: count(3, 1_000_000),
  MAX_LIVE_RUNS: count(1000, 1_000_000),
  MAX_TAILS_PER_PERSON: count(20, 1_000_000),
  MAX_STEPS: count(12, 1000),

  CONNECT_TIMEOUT_MS: ms(10_000),
  HEADERS_TIMEOUT_MS: ms(30_000),
  FIRST_EVENT_TIMEOUT_MS: ms(60_000),
  IDLE_TIMEOUT_MS: ms(90_000),
  PROGRESS_TIMEOUT_MS: ms(300_000),
  TOTAL_TIMEOUT_MS: ms(1_800_000),
  /** How long one tool call of a `model` agent may take. */
  TOOL_TIMEOUT_MS: ms(15_000),
  HEARTBEAT_INTERVAL_MS: ms(15_000),
  STREAM_LIFETIME_MS: ms(300_000),
  SHUTDOWN_GRACE_MS: ms(10_000),
  LEASE_MS: ms(12_000),
  SWEEP_INTERVAL_MS: ms(5_000),
  /** How long a finished run's log is kept. The default stands in `contract/instance-settings`. */
  LOG_GRACE_MS: z.coerce.number().int().min(1).max(86_400_000).optional(),

  MAX_EVENT_BYTES: count(8_388_608, 268_435_456),
  MAX_OUTPUT_BYTES: count(4_194_304, 268_435_456),
  MAX_BAD_EVENTS: count(10, 1_000_000),

  /** Which commit this is, where whoever builds it says so. */
  GIT_COMMIT: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/, 'Write the hash of a commit.')
    .optional(),
  /** For tests: lets a cookie ask for a made-up language. */
  PSEUDO_LOCALE: z.enum(['on', 'off']).default('off'),

  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});

/** The parsed environment. */
export type Env = z.infer<typeof envSchema>;

/** Parses an environment; empty strings count as absent. Throws one sentence a variable. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `- ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  if (!env.DATABASE_URL.startsWith('file:') && !env.AUTH_SECRET) {
    throw new Error(
      'The environment is not usable:\n- AUTH_SECRET: required with a remote database. Make one with: openssl rand -base64 32',
    );
  }
  for (const name of ['THINNESTAI', 'OPENAI', 'ANTHROPIC', 'GOOGLE_GENERATIVE_AI'] as const) {
    if (!env[`${name}_API_KEY`] || !env[`${name}_API_KEY_FILE`]) continue;
    throw new Error(
      `The environment is not usable:\n- ${name}_API_KEY_FILE: set this or ${name}_API_KEY, not both.`,
    );
  }
  return env;
}

export const env: Env = parseEnv(process.env);

const SECRET = /SECRET|_KEY$|TOKEN|PASSWORD/;
const given = new Set(Object.keys(process.env).filter((name) => process.env[name] !== ''));

/** A variable as admins may see it: of a secret only whether it is set. */
export interface EnvFact {
  name: string;
  source: 'default' | 'environment';
  /** Empty where there is none. */
  value: string;
  /** Its value is not told. */
  secret: boolean;
  set: boolean;
}

/** Every variable in force, with where its value comes from. */
export function describeEnv(): EnvFact[] {
  return Object.entries(envSchema.shape).map(([name]) => {
    const value = Object.entries(env).find(([key]) => key === name)?.[1];
    const secret = SECRET.test(name);
    return {
      name,
      source: given.has(name) ? 'environment' : 'default',
      value: secret || value === undefined ? '' : withoutLogin(String(value)),
      secret,
      set: value !== undefined,
    };
  });
}

/** An address without what may stand in it to sign in. */
function withoutLogin(value: string): string {
  return value
    .replace(/^([a-z]+:\/\/)[^/@]*@/, '$1')
    .replace(/^(libsql|https?)(:[^?#]*)[?#].*$/, '$1$2');
}

// next-auth reads where it is served from these two. It is told with each request
// (`lib/auth/site`), so that localhost, 127.0.0.1 and a proxy all work unconfigured.
process.env.AUTH_TRUST_HOST = 'true';
delete process.env.NEXTAUTH_URL;
