import { Download, MessageSquareQuote } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { FeedbackFilters } from '@/components/feedback/feedback-filters';
import { FeedbackList } from '@/components/feedback/feedback-list';
import { Pager } from '@/components/people/pager';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';
import { feedbackAddress, feedbackParams, readFeedbackQuery } from '@/lib/contract/feedback-list';
import { listAgents } from '@/lib/db/agents';
import { FEEDBACK_PAGE, listFeedback } from '@/lib/db/feedback';
import { readSettings } from '@/lib/db/instance-settings';
import { readRated } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('feedback'))('title') };
}

type Params = Promise<Record<string, string | string[] | undefined>>;

/** What people thought of answers. */
export default async function FeedbackPage({ searchParams }: { searchParams: Params }) {
  await requireAdmin();
  const query = readFeedbackQuery(await searchParams);
  const [t, { lines, up, down }, agents, { adminsReadConversations: open }] = await Promise.all([
    getTranslations('feedback'),
    listFeedback(query),
    listAgents(),
    readSettings(),
  ]);
  const narrowed = query.value !== '' || query.agent !== '' || query.withReason;
  const csv = (
    <a
      href={`/api/admin/feedback?${feedbackParams(query)}`}
      download
      aria-label={t('download')}
      className={buttonClass()}
    >
      <Download aria-hidden />
      {t('csv')}
    </a>
  );
  return (
    <div className="max-w-4xl pb-16">
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={up + down > 0 ? csv : undefined}
      />
      <FeedbackFilters query={query} agents={agents} />
      <p role="status" className="figures pb-2 text-sm text-muted">
        {t('count', { up, down })}
      </p>
      {lines.length === 0 ? (
        <EmptyState icon={<MessageSquareQuote />} title={t(narrowed ? 'noneTitle' : 'emptyTitle')}>
          {t(narrowed ? 'noneText' : 'emptyText')}
        </EmptyState>
      ) : (
        <FeedbackList lines={lines} now={Date.now()} read={open ? readRated : null} />
      )}
      <Pager
        page={query.page}
        pages={Math.ceil((up + down) / FEEDBACK_PAGE)}
        addressOf={(page) => feedbackAddress(query, { page })}
      />
      <p className="max-w-prose pt-6 text-sm text-muted">
        {open
          ? t('on')
          : t.rich('off', {
              settings: (words) => (
                <Link
                  key="settings"
                  href="/admin/settings"
                  className="hit text-accent underline underline-offset-2"
                >
                  {words}
                </Link>
              ),
            })}
      </p>
    </div>
  );
}
