import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { UsageView } from '@/components/usage/usage-view';
import { requireUser } from '@/lib/auth/guard';
import { startOfDay } from '@/lib/contract/budget';
import { readOwnUsage } from '@/lib/db/own-usage';
import { readStandings } from '@/lib/db/standings';
import { runLimits } from '@/lib/limits/run-limits';

const DAYS = 31;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('usage'))('title') };
}

/** What one used oneself, and what is left. */
export default async function UsagePage() {
  const person = await requireUser();
  const now = Date.now();
  const [standings, days] = await Promise.all([
    readStandings({ userId: person.id, now }, runLimits.start),
    readOwnUsage(person.id, DAYS, now),
  ]);
  const lines = days.map(({ day, ...line }) => ({ ...line, time: startOfDay(day) }));
  return <UsageView standings={standings} lines={lines} now={now} />;
}
