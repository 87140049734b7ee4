'use client';

import { Command } from 'cmdk';
import { MessageSquare, Settings, SlidersHorizontal, TextSearch, Zap } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import { Kbd } from '@/components/ui/kbd';
import { useKeyCaps } from '@/components/ui/key-caps';
import type { Segment } from '@/lib/contract/search-results';
import { fits, type PaletteStart } from './palette-items';
import { type ActionId, mayChange, SHORTCUT_ACTIONS } from './shortcut-actions';
import { useShortcutKeys, useShortcuts } from './shortcuts-context';
import type { usePaletteSearch } from './use-palette-search';

const MAX_CONVERSATIONS = 6;
const MAX_MESSAGES = 8;
const MAX_AGENTS = 6;

interface PaletteGroupsProps {
  typed: string;
  start: PaletteStart | null;
  search: ReturnType<typeof usePaletteSearch>;
  onChoose: (run: () => void) => void;
}

/** What fits what is typed, in groups. */
export function PaletteGroups({ typed, start, search, onChoose }: PaletteGroupsProps) {
  const t = useTranslations('keys.palette');
  const router = useRouter();
  const go = (path: string) => onChoose(() => router.push(path));
  const agents = (start?.agents ?? []).filter(({ name }) => fits(typed, name));
  const { found, searching, failed } = search;
  return (
    <>
      <Conversations typed={typed} start={start} search={search} go={go} />
      <Actions typed={typed} admin={start?.admin ?? false} go={go} onChoose={onChoose} />
      {agents.length > 0 && (
        <Group heading={t('agents')}>
          {agents.slice(0, MAX_AGENTS).map((agent) => (
            <Line
              key={agent.id}
              value={`agent ${agent.id}`}
              icon={<AgentGlyph name={agent.icon} />}
              onSelect={() => go(`/?agent=${encodeURIComponent(agent.id)}`)}
            >
              <span dir="auto">{agent.name}</span>
            </Line>
          ))}
        </Group>
      )}
      {typed.trim() !== '' && found && found.messages.length > 0 && (
        <Group heading={t('messages')}>
          {found.messages.slice(0, MAX_MESSAGES).map((message) => (
            <Line
              key={message.id}
              value={`message ${message.id}`}
              icon={<TextSearch aria-hidden />}
              detail={<Marked segments={message.conversation.title} />}
              onSelect={() => go(`/c/${message.conversation.id}?m=${message.id}`)}
            >
              <Marked segments={message.excerpt} />
            </Line>
          ))}
        </Group>
      )}
      {failed && <p className="px-2.5 py-2 text-sm text-muted">{t('failed')}</p>}
      <Command.Empty className="px-2.5 py-6 text-center text-base text-muted">
        {searching ? t('searching') : t('nothing')}
      </Command.Empty>
    </>
  );
}

interface ConversationsProps extends Omit<PaletteGroupsProps, 'onChoose'> {
  go: (path: string) => void;
}

/** The latest conversations, or those whose title was found. */
function Conversations({ typed, start, search, go }: ConversationsProps) {
  const t = useTranslations('keys.palette');
  const recent = (start?.conversations ?? [])
    .filter(({ title }) => fits(typed, title))
    .map((one) => ({ ...one, title: [{ text: one.title, match: false }] }));
  const known = new Set(recent.map(({ id }) => id));
  const titles = typed.trim() === '' ? [] : (search.found?.conversations ?? []);
  const others = titles
    .filter(({ id }) => !known.has(id))
    .map(({ id, title, agentIcon }) => ({ id, title, icon: agentIcon }));
  const lines = [...recent, ...others].slice(0, MAX_CONVERSATIONS);
  if (lines.length === 0) return null;
  return (
    <Group heading={typed.trim() === '' ? t('recent') : t('conversations')}>
      {lines.map(({ id, title }) => (
        <Line
          key={id}
          value={`conversation ${id}`}
          icon={<MessageSquare aria-hidden />}
          onSelect={() => go(`/c/${id}`)}
        >
          <Marked segments={title} />
        </Line>
      ))}
    </Group>
  );
}

interface ActionsProps {
  typed: string;
  admin: boolean;
  go: (path: string) => void;
  onChoose: (run: () => void) => void;
}

/** What can be done here and now, and where one can go. */
function Actions({ typed, admin, go, onChoose }: ActionsProps) {
  const t = useTranslations('keys');
  const { registry } = useShortcuts();
  const actions = SHORTCUT_ACTIONS.filter(
    (action) =>
      mayChange(action) &&
      action.id !== 'palette' &&
      registry.can(action.id) &&
      fits(typed, t(`actions.${action.id}`)),
  );
  const places = [
    { path: '/settings', label: t('palette.settings'), icon: <Settings aria-hidden /> },
    ...(admin
      ? [{ path: '/admin', label: t('palette.admin'), icon: <SlidersHorizontal aria-hidden /> }]
      : []),
  ].filter(({ label }) => fits(typed, label));
  if (actions.length + places.length === 0) return null;
  return (
    <Group heading={t('palette.actions')}>
      {actions.map(({ id }) => (
        <Line
          key={id}
          value={`action ${id}`}
          icon={<Zap aria-hidden />}
          end={<Caps id={id} />}
          onSelect={() => onChoose(() => registry.run(id))}
        >
          {t(`actions.${id}`)}
        </Line>
      ))}
      {places.map(({ path, label, icon }) => (
        <Line key={path} value={`place ${path}`} icon={icon} onSelect={() => go(path)}>
          {label}
        </Line>
      ))}
    </Group>
  );
}

function Caps({ id }: { id: ActionId }) {
  const { apple } = useShortcuts();
  const capsOf = useKeyCaps();
  const keys = useShortcutKeys(id);
  return (
    <span className="flex gap-1 max-md:hidden" aria-hidden>
      {keys && capsOf(keys, apple).map((cap) => <Kbd key={cap}>{cap}</Kbd>)}
    </span>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="not-first:mt-2 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

interface LineProps {
  /** Unique among all lines. */
  value: string;
  icon: ReactNode;
  detail?: ReactNode;
  end?: ReactNode;
  onSelect: () => void;
  children: ReactNode;
}

function Line({ value, icon, detail, end, onSelect, children }: LineProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default items-center gap-3 rounded-md px-2.5 py-1.5 text-base text-ink select-none data-[selected=true]:bg-tint pointer-coarse:min-h-11 forced-colors:data-[selected=true]:outline-1 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:stroke-[1.5] [&>svg]:text-muted"
    >
      {icon}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{children}</span>
        {detail && <span className="block truncate text-sm text-muted">{detail}</span>}
      </span>
      {end}
    </Command.Item>
  );
}

/** A found text with its finds marked. */
function Marked({ segments }: { segments: readonly Segment[] }) {
  return (
    <span dir="auto">
      {segments.map(({ text, match }, index) =>
        match ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place
          <mark key={index} className="bg-transparent font-semibold text-inherit">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </span>
  );
}
