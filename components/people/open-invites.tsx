'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { notify } from '@/components/ui/toaster';

/** An invitation that can still be used. Times are Unix milliseconds. */
export interface InviteLine {
  id: string;
  role: 'user' | 'admin';
  email: string | null;
  groups: string[];
  createdBy: string;
  expiresAt: number;
}

interface OpenInvitesProps {
  invites: readonly InviteLine[];
  now: number;
  revoke: Act<{ id: string }, null>;
}

/** The open invitations, each with a way to take it back. */
export function OpenInvites({ invites, now, revoke }: OpenInvitesProps) {
  const t = useTranslations('people.invites');
  const list = useTranslations('people.list');
  const format = useFormatter();
  const [busy, start] = useTransition();
  const takeBack = (id: string) =>
    start(async () => {
      const outcome = await act(revoke, { id });
      const gone = !outcome.ok && outcome.code === 'not_found';
      notify(t(outcome.ok || gone ? 'revoked' : 'failed'));
    });
  if (invites.length === 0) return <p className="text-base text-muted">{t('none')}</p>;
  return (
    <Table label={t('title')}>
      <TableHead>
        <tr>
          <TableHeader>{t('for')}</TableHeader>
          <TableHeader className="max-sm:hidden">{list('role')}</TableHeader>
          <TableHeader className="max-lg:hidden">{list('columns.groups')}</TableHeader>
          <TableHeader className="max-md:hidden">{t('by')}</TableHeader>
          <TableHeader numeric>{t('expires')}</TableHeader>
          <TableHeader>
            <span className="sr-only">{t('revoke')}</span>
          </TableHeader>
        </tr>
      </TableHead>
      <tbody>
        {invites.map(({ id, role, email, groups, createdBy, expiresAt }) => (
          <TableRow key={id}>
            <TableCell className="max-w-64 truncate text-ink">{email ?? t('anybody')}</TableCell>
            <TableCell className="max-sm:hidden">{list(`roles.${role}`)}</TableCell>
            <TableCell className="max-w-48 truncate text-soft max-lg:hidden">
              {groups.join(', ')}
            </TableCell>
            <TableCell className="max-w-56 truncate text-soft max-md:hidden">
              {createdBy || t('commandLine')}
            </TableCell>
            <TableCell numeric className="whitespace-nowrap text-soft">
              <time
                dateTime={new Date(expiresAt).toISOString()}
                title={format.dateTime(new Date(expiresAt), {
                  dateStyle: 'medium',
                  timeStyle: 'short',
                })}
              >
                {format.relativeTime(new Date(expiresAt), new Date(now))}
              </time>
            </TableCell>
            <TableCell className="text-end">
              <Button size="sm" aria-disabled={busy} onClick={() => !busy && takeBack(id)}>
                {t('revoke')}
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
