'use client';

import { Monitor, Smartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/toaster';
import { readDevice } from './device-words';
import { Moment } from './moment';

/** A sign-in on a device. Times are Unix milliseconds. */
export interface DeviceLine {
  id: string;
  userAgent: string;
  createdAt: number;
  lastSeenAt: number | null;
  /** The one that looks at this list. */
  here: boolean;
}

interface DeviceListProps {
  devices: DeviceLine[];
  now: number;
  end: Act<{ which: string }, number>;
}

/** The devices one is signed in on; each can be signed out, and all others at once. */
export function DeviceList({ devices, now, end }: DeviceListProps) {
  const t = useTranslations('settings');
  const [ending, start] = useTransition();
  const signOut = (which: string) =>
    start(async () => {
      const outcome = await act(end, { which });
      notify(outcome.ok ? t('devices.ended', { count: outcome.data }) : t('failed'));
    });
  return (
    <div className="max-w-160">
      <ul aria-label={t('devices.list')} className="divide-y divide-line border-y border-line">
        {devices.map((device) => (
          <Line key={device.id} device={device} now={now} onEnd={() => signOut(device.id)} />
        ))}
      </ul>
      <div className="mt-5">
        {devices.length > 1 ? (
          <Button onClick={() => signOut('others')} aria-disabled={ending}>
            {t('devices.endOthers')}
          </Button>
        ) : (
          <p className="text-base text-muted">{t('devices.only')}</p>
        )}
      </div>
    </div>
  );
}

interface LineProps {
  device: DeviceLine;
  now: number;
  onEnd: () => void;
}

function Line({ device, now, onEnd }: LineProps) {
  const t = useTranslations('settings.devices');
  const name = useDeviceName(device.userAgent);
  const Icon = readDevice(device.userAgent).hand ? Smartphone : Monitor;
  return (
    <li className="flex min-h-16 items-center gap-3.5 py-2.5">
      <Icon aria-hidden className="size-4 shrink-0 stroke-[1.5] text-muted" />
      <div className="min-w-0 flex-1">
        <p className="text-base text-ink">
          {name}
          {device.here && (
            <span className="ms-2 rounded-sm bg-accent-tint px-1.5 py-0.5 text-xs font-medium text-accent">
              {t('here')}
            </span>
          )}
        </p>
        <p className="text-sm text-muted">
          {!device.here && device.lastSeenAt !== null && (
            <>
              <Moment at={device.lastSeenAt} now={now}>
                {(time) => t('seen', { time })}
              </Moment>
              {' · '}
            </>
          )}
          <Moment at={device.createdAt} now={now}>
            {(time) => t('since', { time })}
          </Moment>
        </p>
      </div>
      {!device.here && (
        <Button size="sm" onClick={onEnd} aria-label={t('endNamed', { device: name })}>
          {t('end')}
        </Button>
      )}
    </li>
  );
}

function useDeviceName(userAgent: string): string {
  const t = useTranslations('settings.devices');
  const { browser, system, program } = readDevice(userAgent);
  if (program !== null) return t('program', { name: program });
  return t('on', {
    browser: browser ?? t('unknown'),
    system: system ?? t('unknownSystem'),
  });
}
