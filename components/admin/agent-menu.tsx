'use client';

import { Archive, Copy, Download, Ellipsis } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { MenuButton } from '@/components/ui/menu-button';
import { notify } from '@/components/ui/toaster';
import { type Act, act } from './act';

/** What can be done with an agent as a whole. */
export interface AgentMenuActions {
  copy: Act<{ id: string }, { id: string; name: string }>;
  archive: Act<{ id: string; archived: boolean }, null>;
}

interface AgentMenuProps {
  agent: { id: string; name: string };
  actions: AgentMenuActions;
  /** Asks first where something is not saved. */
  leave: (go: () => void) => void;
}

/** The menu in the head of an agent's page. */
export function AgentMenu({ agent, actions, leave }: AgentMenuProps) {
  const t = useTranslations('agents.list');
  const failed = useTranslations('admin.agents');
  const router = useRouter();
  const { id, name } = agent;
  const copy = async () => {
    const made = await act(actions.copy, { id });
    if (!made.ok) return notify(failed('actionFailed'));
    notify(t('copied', { name: made.data.name }));
    router.push(`/admin/agents/${made.data.id}`);
  };
  const archive = async () => {
    const done = await act(actions.archive, { id, archived: true });
    if (!done.ok) return notify(failed('actionFailed'));
    notify(t('archived', { name }));
    router.push('/admin');
  };
  return (
    <MenuButton
      menuLabel={t('actionsOf', { name })}
      aria-label={t('actionsOf', { name })}
      data-tip={t('more')}
      className="hit inline-flex size-8 pointer-coarse:size-11 items-center justify-center rounded-md text-muted transition-colors hover:bg-tint hover:text-ink aria-expanded:bg-tint"
      entries={[
        {
          id: 'copy',
          label: t('duplicate'),
          icon: <Copy aria-hidden />,
          onSelect: () => leave(() => void copy()),
        },
        {
          id: 'export',
          label: t('export'),
          icon: <Download aria-hidden />,
          onSelect: () => window.location.assign(`/api/admin/agents?id=${id}`),
        },
        {
          id: 'archive',
          label: t('archive'),
          icon: <Archive aria-hidden />,
          divided: true,
          onSelect: () => leave(() => void archive()),
        },
      ]}
    >
      <Ellipsis aria-hidden className="size-4 stroke-[1.5]" />
    </MenuButton>
  );
}
