import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import type { AgentColour } from '@/lib/contract/agent-colour';

interface AgentHeaderProps {
  title: string;
  /** Of a stored agent. */
  icon?: string;
  colour?: AgentColour | '';
  /** What can be done with it, at the end. */
  children?: ReactNode;
}

/** Where we are: the list, and below it this agent. */
export function AgentHeader({ title, icon, colour, children }: AgentHeaderProps) {
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
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="flex min-w-0 items-center gap-2.5 text-xl font-semibold tracking-[-0.015em] text-ink">
          {icon !== undefined && (
            <AgentGlyph name={icon} colour={colour} className="size-5 text-muted" />
          )}
          <span className="min-w-0 truncate">{title}</span>
        </h1>
        {children}
      </div>
    </header>
  );
}
