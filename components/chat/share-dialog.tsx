'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { CopyButton } from './copy-button';
import {
  SHARE_DAYS,
  type ShareActions,
  type ShareDays,
  type ShareItem,
  shareAddress,
} from './share';
import { ShareLine } from './share-line';
import { useShares } from './use-shares';

interface ShareDialogProps {
  sessionId: string;
  actions: ShareActions;
  onClose: () => void;
}

/** Makes a link to the conversation as it is now, and ends those made before. */
export function ShareDialog({ sessionId, actions, onClose }: ShareDialogProps) {
  const t = useTranslations('keeping.share');
  const { shares, allowed, add, end } = useShares(sessionId, actions);
  const [made, setMade] = useState<ShareItem | null>(null);
  const earlier = shares.filter((share) => share.code !== made?.code);
  return (
    <Dialog open onOpenChange={onClose} title={t('title')} description={t('text')}>
      <div className="flex flex-col gap-5">
        {allowed ? null : <p className="text-base text-soft">{t('off')}</p>}
        {allowed && made && <Made share={made} />}
        {allowed && !made && (
          <ShareForm
            sessionId={sessionId}
            create={actions.create}
            onMade={(share) => {
              add(share);
              setMade(share);
            }}
          />
        )}
        {earlier.length > 0 && (
          <section aria-label={t('existing')}>
            <h3 className="pb-1 text-sm font-medium text-ink">{t('existing')}</h3>
            <ul>
              {earlier.map((share) => (
                <ShareLine key={share.code} share={share} onEnd={() => end(share)} />
              ))}
            </ul>
          </section>
        )}
        {(made || !allowed) && (
          <div className="flex justify-end">
            <DialogCancel>{t('done')}</DialogCancel>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Made({ share }: { share: ShareItem }) {
  const t = useTranslations('keeping.share');
  const address = shareAddress(share.code);
  return (
    <div className="flex items-center gap-1">
      <Input
        readOnly
        autoFocus // The dialog's next step: it is here to be copied.
        value={address}
        aria-label={t('address')}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton label={t('copy')} done={t('copied')} text={() => address} />
    </div>
  );
}

interface ShareFormProps {
  sessionId: string;
  create: ShareActions['create'];
  onMade: (share: ShareItem) => void;
}

function ShareForm({ sessionId, create, onMade }: ShareFormProps) {
  const t = useTranslations('keeping.share');
  const ids = { trace: useId(), days: useId() };
  const [withTrace, setWithTrace] = useState(true);
  const [days, setDays] = useState<ShareDays>(null);
  const [failure, setFailure] = useState<'failed' | 'tooLarge' | null>(null);
  const [busy, start] = useTransition();
  const submit = () =>
    start(async () => {
      setFailure(null);
      try {
        const result = await create(null, { id: sessionId, withTrace, days });
        if (result.ok) onMade(result.data);
        else setFailure(result.code === 'body_too_large' ? 'tooLarge' : 'failed');
      } catch {
        setFailure('failed'); // No network: nothing was made.
      }
    });
  return (
    <form action={submit} className="flex flex-col gap-4">
      <div className="flex items-start gap-2.5">
        <Checkbox
          id={ids.trace}
          checked={withTrace}
          onChange={(event) => setWithTrace(event.target.checked)}
          className="mt-0.5"
        />
        <label htmlFor={ids.trace} className="text-base text-ink">
          {t('trace')}
          <span className="block text-sm text-muted">{t('traceHelp')}</span>
        </label>
      </div>
      <div className="flex flex-col gap-1.5">
        <label htmlFor={ids.days} className="text-sm font-medium text-ink">
          {t('expires')}
        </label>
        <Select
          id={ids.days}
          value={String(days)}
          onChange={(event) => {
            setDays(SHARE_DAYS.find((one) => String(one) === event.target.value) ?? null);
          }}
        >
          <option value="null">{t('never')}</option>
          <option value="1">{t('day')}</option>
          <option value="7">{t('week')}</option>
          <option value="30">{t('month')}</option>
        </Select>
      </div>
      {failure && (
        <p role="alert" className="text-sm text-red">
          {t(failure)}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" disabled={busy}>
          {busy ? t('creating') : t('create')}
        </Button>
      </div>
    </form>
  );
}
