'use client';

import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Content, Overlay, Portal, Root, Title } from 'radix-ui/dialog';
import { useEffect, useRef, useState } from 'react';
import { useFocusReturn } from '@/components/ui/use-focus-return';
import { PaletteGroups } from './palette-groups';
import type { OpenPalette, PaletteStart } from './palette-items';
import { usePaletteSearch } from './use-palette-search';

const RECENT = 6;

interface PaletteProps {
  load: OpenPalette;
  onClose: () => void;
}

/** Finds and does anything: actions, conversations, agents, and what was ever said. */
export function Palette({ load, onClose }: PaletteProps) {
  const t = useTranslations('keys.palette');
  const [typed, setTyped] = useState('');
  const start = useStart(load);
  const search = usePaletteSearch(typed);
  const chosen = useRef<(() => void) | null>(null);
  const giveBack = useFocusReturn();
  return (
    <Root open onOpenChange={(open) => !open && onClose()}>
      <Portal>
        <Overlay className="fixed inset-0 z-50 animate-appear bg-scrim" />
        <Content
          data-edge
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            giveBack(event);
            // After the focus has gone back to where it was: what was chosen may take it along.
            if (chosen.current) setTimeout(chosen.current, 0);
          }}
          className="fixed inset-x-0 top-0 z-50 mx-auto flex max-h-dvh w-full animate-appear flex-col overflow-hidden bg-raised pt-[env(safe-area-inset-top)] shadow-float outline-none md:top-[14dvh] md:max-h-[min(30rem,72dvh)] md:w-150 md:rounded-lg"
        >
          <Title className="sr-only">{t('title')}</Title>
          <Command label={t('title')} shouldFilter={false} loop className="flex min-h-0 flex-col">
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden className="size-4 shrink-0 stroke-[1.5] text-faint" />
              <Command.Input
                value={typed}
                onValueChange={setTyped}
                placeholder={t('placeholder')}
                aria-label={t('title')}
                dir="auto"
                maxLength={200}
                className="h-12 min-w-0 flex-1 bg-transparent text-[1rem] text-ink outline-none"
              />
              <button
                type="button"
                onClick={onClose}
                className="hit rounded-md px-2 py-1 text-base text-muted hover:text-ink md:hidden"
              >
                {t('close')}
              </button>
            </div>
            <Command.List
              label={t('results')}
              className="min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain p-2"
            >
              <PaletteGroups
                typed={typed}
                start={start}
                search={search}
                onChoose={(run) => {
                  chosen.current = run;
                  onClose();
                }}
              />
            </Command.List>
          </Command>
        </Content>
      </Portal>
    </Root>
  );
}

/** What is offered before anything is typed; null until it has come. */
function useStart(load: OpenPalette): PaletteStart | null {
  const [start, setStart] = useState<PaletteStart | null>(null);
  useEffect(() => {
    let current = true;
    load(null, { recent: RECENT }).then(
      (result) => current && result.ok && setStart(result.data),
      () => undefined, // No network: the actions are there all the same.
    );
    return () => {
      current = false;
    };
  }, [load]);
  return start;
}
