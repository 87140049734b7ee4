import { UsersRound } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { saveGroup } from '@/app/admin/groups/actions';
import { NewGroup } from '@/components/people/new-group';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { requireAdmin } from '@/lib/auth/guard';
import { listGroups } from '@/lib/db/groups';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.groups'))('title') };
}

/** People who are treated alike. */
export default async function GroupsPage() {
  await requireAdmin();
  const [t, groups] = await Promise.all([getTranslations('people.groups'), listGroups()]);
  return (
    <div className="max-w-6xl pb-16">
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={<NewGroup save={saveGroup} />}
      />
      {groups.length === 0 ? (
        <EmptyState icon={<UsersRound />} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <Table label={t('title')}>
          <TableHead>
            <tr>
              <TableHeader>{t('name')}</TableHeader>
              <TableHeader className="max-md:hidden">{t('description')}</TableHeader>
              <TableHeader numeric>{t('members')}</TableHeader>
            </tr>
          </TableHead>
          <tbody>
            {groups.map((group) => (
              <TableRow key={group.id}>
                <TableCell>
                  <Link
                    href={`/admin/groups/${group.id}`}
                    className="font-medium text-ink hover:underline hover:underline-offset-2 pointer-coarse:block pointer-coarse:py-2"
                  >
                    {group.name}
                  </Link>
                </TableCell>
                <TableCell className="max-w-80 truncate text-muted max-md:hidden">
                  {group.description}
                </TableCell>
                <TableCell numeric>{group.members}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );
}
