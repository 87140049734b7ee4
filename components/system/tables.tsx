import { useTranslations } from 'next-intl';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { Moment } from './moment';

/** How an upstream last answered, and whether its key is set. */
export interface UpstreamLine {
  name: 'thinnest' | 'openai' | 'anthropic' | 'google';
  keySet: boolean;
  lastGoodAt: number | null;
  lastErrorAt: number | null;
  lastErrorCode: string | null;
}

/** Who answers, and how that last went. */
export function UpstreamTable({ upstreams, now }: { upstreams: UpstreamLine[]; now: number }) {
  const t = useTranslations('system.upstreams');
  const when = (at: number | null) => (at === null ? t('never') : <Moment at={at} now={now} />);
  const key = ({ keySet }: UpstreamLine) => t(keySet ? 'keySet' : 'keyUnset');
  return (
    <Table label={t('title')}>
      <TableHead>
        <tr>
          <TableHeader>{t('name')}</TableHeader>
          <TableHeader className="max-sm:hidden">{t('key')}</TableHeader>
          <TableHeader>{t('good')}</TableHeader>
          <TableHeader>{t('error')}</TableHeader>
        </tr>
      </TableHead>
      <tbody>
        {upstreams.map((one) => (
          <TableRow key={one.name}>
            <TableCell className="text-ink">
              {t(`names.${one.name}`)}
              <span className="block text-sm text-muted sm:hidden">{key(one)}</span>
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted max-sm:hidden">
              {t(one.keySet ? 'set' : 'unset')}
            </TableCell>
            <TableCell className="text-muted">{when(one.lastGoodAt)}</TableCell>
            <TableCell className="text-muted">
              {when(one.lastErrorAt)}
              {one.lastErrorCode && (
                <span className="font-mono text-sm break-words max-sm:block sm:ms-2">
                  {one.lastErrorCode}
                </span>
              )}
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

/** A count of today and of the last 30 days. */
export interface CountLine {
  name: 'events_odd' | 'attempts_refused' | 'budget_refused' | 'busy_refused';
  today: number;
  month: number;
}

/** What was refused or passed over. */
export function CountTable({ counts }: { counts: CountLine[] }) {
  const t = useTranslations('system.counts');
  return (
    <Table label={t('title')}>
      <TableHead>
        <tr>
          <TableHeader>{t('name')}</TableHeader>
          <TableHeader numeric>{t('today')}</TableHeader>
          <TableHeader numeric>{t('month')}</TableHeader>
        </tr>
      </TableHead>
      <tbody>
        {counts.map((one) => (
          <TableRow key={one.name}>
            <TableCell>
              <span className="text-ink">{t(`names.${one.name}`)}</span>
              <span className="block text-sm text-muted">{t(`help.${one.name}`)}</span>
            </TableCell>
            <TableCell numeric>{t('count', { count: one.today })}</TableCell>
            <TableCell numeric>{t('count', { count: one.month })}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

/** A setting of the instance in words. */
export interface SettingLine {
  name: string;
  label: string;
  value: string;
  source: string;
}

/** The settings in force, and where each comes from. */
export function SettingsTable({ settings }: { settings: SettingLine[] }) {
  const t = useTranslations('system.settings');
  const columns = useTranslations('system.variables');
  return (
    <Table label={t('title')}>
      <TableHead>
        <tr>
          <TableHeader>{t('name')}</TableHeader>
          <TableHeader>{columns('value')}</TableHeader>
          <TableHeader>{columns('source')}</TableHeader>
        </tr>
      </TableHead>
      <tbody>
        {settings.map(({ name, label, value, source }) => (
          <TableRow key={name}>
            <TableCell className="text-ink">{label}</TableCell>
            <TableCell className="break-words text-muted">{value}</TableCell>
            <TableCell className="text-muted">{source}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

/** A variable in force. */
export interface VariableLine {
  name: string;
  source: 'default' | 'environment';
  value: string;
  secret: boolean;
  set: boolean;
}

/** The environment in force; of secrets only whether they are set. */
export function VariableTable({ variables }: { variables: VariableLine[] }) {
  const t = useTranslations('system.variables');
  const shown = ({ secret, set, value }: VariableLine) => {
    if (secret) return t(set ? 'set' : 'unset');
    if (!set) return t('unset');
    return <code className="text-sm break-all text-ink">{value}</code>;
  };
  return (
    <Table label={t('title')}>
      <TableHead>
        <tr>
          <TableHeader>{t('name')}</TableHeader>
          <TableHeader className="max-sm:hidden">{t('value')}</TableHeader>
          <TableHeader>{t('source')}</TableHeader>
        </tr>
      </TableHead>
      <tbody>
        {variables.map((one) => (
          <TableRow key={one.name}>
            <TableCell className="font-mono text-sm">
              <code className="break-all">{one.name}</code>
              <span className="block break-all text-muted sm:hidden">{shown(one)}</span>
            </TableCell>
            <TableCell className="text-muted max-sm:hidden">{shown(one)}</TableCell>
            <TableCell className="text-muted">{t(`sources.${one.source}`)}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
