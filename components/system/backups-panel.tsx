'use client';

import { Download, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { startTransition, useActionState, useState } from 'react';
import { type Act, act, type Outcome } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { IconButton } from '@/components/ui/icon-button';
import { Notice } from '@/components/ui/notice';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { notify } from '@/components/ui/toaster';
import { bytesText } from './bytes';
import { SystemSection } from './fact-list';
import { Moment } from './moment';

const SCHEDULE_PATH = '/admin/settings#setting-backupEveryHours';

/** A backup on the server's disk. */
export interface BackupLine {
  name: string;
  kind: 'scheduled' | 'manual';
  madeAt: number;
  bytes: number;
}

export interface BackupActions {
  make: Act<{ kind: 'manual' }, BackupLine>;
  remove: Act<{ name: string }, null>;
}

interface BackupsPanelProps {
  backups: BackupLine[];
  /** The schedule in words. */
  schedule: string;
  now: number;
  actions: BackupActions;
}

/** Backups: made now, taken home, deleted. */
export function BackupsPanel({ backups, schedule, now, actions }: BackupsPanelProps) {
  const t = useTranslations('system.backups');
  const [doomed, setDoomed] = useState<BackupLine | null>(null);
  const [made, make, making] = useActionState(
    async (_: Outcome<BackupLine> | null) => await act(actions.make, { kind: 'manual' }),
    null,
  );
  return (
    <SystemSection
      id="backups"
      title={t('title')}
      lead={
        <>
          {schedule}{' '}
          <Link href={SCHEDULE_PATH} className="text-accent underline underline-offset-2">
            {t('change')}
          </Link>
        </>
      }
      action={
        <Button aria-disabled={making} onClick={() => !making && startTransition(() => make())}>
          {t(making ? 'making' : 'make')}
        </Button>
      }
    >
      {made?.ok === false && (
        <div className="mb-4">
          <Notice tone="error" title={t(made.code === 'storage_full' ? 'full' : 'failed')} />
        </div>
      )}
      <p role="status" className="sr-only">
        {made?.ok ? t('made', { name: made.data.name }) : ''}
      </p>
      {backups.length === 0 ? (
        <p className="text-base text-muted">{t('none')}</p>
      ) : (
        <BackupTable backups={backups} now={now} onDelete={setDoomed} />
      )}
      <DeleteBackupDialog backup={doomed} remove={actions.remove} onClose={() => setDoomed(null)} />
    </SystemSection>
  );
}

interface BackupTableProps {
  backups: BackupLine[];
  now: number;
  onDelete: (backup: BackupLine) => void;
}

function BackupTable({ backups, now, onDelete }: BackupTableProps) {
  const t = useTranslations('system.backups');
  const locale = useLocale();
  return (
    <Table label={t('title')}>
      <TableHead>
        <tr>
          <TableHeader>{t('columns.made')}</TableHeader>
          <TableHeader className="max-sm:hidden">{t('columns.kind')}</TableHeader>
          <TableHeader numeric>{t('columns.size')}</TableHeader>
          <TableHeader>
            <span className="sr-only">{t('columns.actions')}</span>
          </TableHeader>
        </tr>
      </TableHead>
      <tbody>
        {backups.map((backup) => (
          <TableRow key={backup.name}>
            <TableCell className="w-full max-w-0">
              <span className="block truncate text-ink">
                <Moment at={backup.madeAt} now={now} />
                <span className="ms-2.5 font-mono text-sm text-muted max-md:hidden">
                  {backup.name}
                </span>
              </span>
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted max-sm:hidden">
              {t(`kinds.${backup.kind}`)}
            </TableCell>
            <TableCell numeric className="whitespace-nowrap">
              {bytesText(backup.bytes, locale)}
            </TableCell>
            <TableCell>
              <span className="flex items-center justify-end gap-0.5">
                <a
                  href={`/api/admin/backups/${backup.name}`}
                  download={backup.name}
                  aria-label={t('download', { name: backup.name })}
                  data-tip={t('downloadShort')}
                  className="hit flex size-7 pointer-coarse:size-11 items-center justify-center rounded-md text-muted hover:bg-tint hover:text-ink"
                >
                  <Download aria-hidden className="size-4 stroke-[1.5]" />
                </a>
                <IconButton
                  size="sm"
                  label={t('delete', { name: backup.name })}
                  onClick={() => onDelete(backup)}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              </span>
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

interface DeleteBackupDialogProps {
  backup: BackupLine | null;
  remove: BackupActions['remove'];
  onClose: () => void;
}

function DeleteBackupDialog({ backup, remove, onClose }: DeleteBackupDialogProps) {
  const t = useTranslations('system.backups');
  const confirm = (name: string) =>
    startTransition(async () => {
      const outcome = await act(remove, { name });
      notify(t(outcome.ok ? 'deleted' : 'deleteFailed'));
      onClose();
    });
  return (
    <Dialog
      open={backup !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t('deleteTitle')}
      description={backup && t('deleteText', { name: backup.name })}
      actions={
        <>
          <DialogCancel>{t('keep')}</DialogCancel>
          <Button variant="danger" onClick={() => backup && confirm(backup.name)}>
            {t('deleteConfirm')}
          </Button>
        </>
      }
    />
  );
}
