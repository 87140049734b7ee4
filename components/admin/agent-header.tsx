import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { AgentGlyph } from '@/components/ui/agent-glyph';

interface AgentHeaderProps {
  title: string;
  /** Of a stored agent. */
  icon?: string;
}

/** Where we are: the list, and below it this agent. */
export function AgentHeader({ title, icon }: AgentHeaderProps) {
  const t = useTranslations('admin.form');
  return (
    <header className="pb-6">
      <Link
        href="/admin"
        className="hit mb-1.5 -ms-1 inline-flex items-center gap-0.5 rounded-sm text-sm text-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4 stroke-[1.5]" />
        {t('backToAgents')}
      </Link>
      <h1 className="flex items-center gap-2.5 text-xl font-semibold tracking-[-0.015em] text-ink">
        {icon !== undefined && <AgentGlyph name={icon} className="size-5 text-muted" />}
        <span className="min-w-0 truncate">{title}</span>
      </h1>
    </header>
  );
}
