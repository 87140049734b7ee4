'use client';

import {
  Bot,
  ChartColumn,
  Gauge,
  MessageSquareQuote,
  ScrollText,
  Server,
  SlidersHorizontal,
  UserPlus,
  Users,
  UsersRound,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentType } from 'react';
import { NavLink } from './nav-link';

/** A page of the admin area. `label` names a text of `admin.nav`. */
interface NavPage {
  href: string;
  label:
    | 'agents'
    | 'invite'
    | 'people'
    | 'groups'
    | 'limits'
    | 'usage'
    | 'audit'
    | 'feedback'
    | 'settings'
    | 'system';
  icon: ComponentType<{ 'aria-hidden': true }>;
  /** How the paths of the pages below it begin. */
  below?: string;
}

interface NavGroup {
  label: 'agentsGroup' | 'peopleGroup' | 'usageGroup' | 'safetyGroup' | 'systemGroup';
  pages: readonly NavPage[];
}

/** All pages of the admin area, in their groups. A new page gets its line here, and only here. */
export const ADMIN_NAV: readonly NavGroup[] = [
  {
    label: 'agentsGroup',
    pages: [{ href: '/admin', below: '/admin/agents/', label: 'agents', icon: Bot }],
  },
  {
    label: 'peopleGroup',
    pages: [
      { href: '/admin/people', below: '/admin/people/', label: 'people', icon: Users },
      { href: '/admin/groups', below: '/admin/groups/', label: 'groups', icon: UsersRound },
      { href: '/admin/invite', label: 'invite', icon: UserPlus },
      { href: '/admin/limits', label: 'limits', icon: Gauge },
    ],
  },
  {
    label: 'usageGroup',
    pages: [
      { href: '/admin/usage', label: 'usage', icon: ChartColumn },
      { href: '/admin/feedback', label: 'feedback', icon: MessageSquareQuote },
    ],
  },
  {
    label: 'safetyGroup',
    pages: [{ href: '/admin/audit', label: 'audit', icon: ScrollText }],
  },
  {
    label: 'systemGroup',
    pages: [
      { href: '/admin/settings', label: 'settings', icon: SlidersHorizontal },
      { href: '/admin/system', label: 'system', icon: Server },
    ],
  },
];

interface AdminNavProps {
  /** How many people wait for approval. */
  waiting: number;
  /** Hears that one of its links was taken. */
  onGo?: () => void;
}

/** The admin's navigation. */
export function AdminNav({ waiting, onGo }: AdminNavProps) {
  const t = useTranslations('admin.nav');
  return (
    <nav aria-label={t('label')} className="flex flex-col gap-5">
      {ADMIN_NAV.map((group) => (
        <div key={group.label}>
          <p className="mb-1 px-2 text-xs font-medium text-muted">{t(group.label)}</p>
          <div className="flex flex-col">
            {group.pages.map(({ href, below, label, icon: Icon }) => (
              <NavLink key={href} href={href} below={below} icon={<Icon aria-hidden />} onGo={onGo}>
                {t(label)}
                {label === 'people' && waiting > 0 && (
                  <span className="figures ms-auto rounded-full bg-amber-tint px-2 text-xs text-ink">
                    <span aria-hidden>{waiting}</span>
                    <span className="sr-only">{t('waiting', { count: waiting })}</span>
                  </span>
                )}
              </NavLink>
            ))}
          </div>
        </div>
      ))}
    </nav>
  );
}
