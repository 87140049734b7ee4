import { checkDatabase, type DatabaseHealth } from '@/lib/db/health';
import { handler } from '@/lib/http/handler';
import { log } from '@/lib/log';
import { providerKey } from '@/lib/provider-keys';
import { live } from '@/lib/runs/live';

export const dynamic = 'force-dynamic';

/** Which engines have what they need to be called; whether they answer is `doctor`'s question. */
const engines = () => ({
  guide: true,
  thinnest: providerKey('thinnest') !== undefined,
  openai: providerKey('openai') !== undefined,
  anthropic: providerKey('anthropic') !== undefined,
  google: providerKey('google') !== undefined,
});

/** 200 when requests can be served, 503 otherwise. Open to anybody, so it names nothing of the machine. */
export const GET = handler(async () => {
  const health = await askDatabase();
  // While it goes down it answers what it has, and is sent nothing new.
  const { draining } = live();
  const ready = health?.ok === true && !draining;
  return Response.json(
    {
      status: statusOf(ready, draining),
      database: health ? 'ok' : 'unavailable',
      migrations: health && {
        applied: health.migrations.applied.length,
        pending: health.migrations.pending.length,
        unknown: health.migrations.unknown.length,
      },
      engines: engines(),
    },
    { status: ready ? 200 : 503 },
  );
});

function statusOf(ready: boolean, draining: boolean): string {
  if (draining) return 'draining';
  return ready ? 'ok' : 'unavailable';
}

async function askDatabase(): Promise<DatabaseHealth | null> {
  try {
    return await checkDatabase();
  } catch (error) {
    // Whatever a database throws, it cannot serve; the log says why.
    log.warn('health_check_failed', { error });
    return null;
  }
}
