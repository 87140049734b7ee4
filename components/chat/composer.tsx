'use client';

import { ArrowUp, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, memo, type ReactNode, useCallback } from 'react';
import { usePreferences, useShortcut, useShortcutKeys } from '@/components/keys/shortcuts-context';
import { Button } from '@/components/ui/button';
import type { Phase } from '@/lib/client/conversation';
import { cn } from '@/lib/cn';
import { MAX_CHARACTERS } from './composer-limit';
import { sends } from './send-key';
import { useDraft } from './use-draft';
import { useFocusFromBefore } from './use-focus-from-before';

/** What can be done with a text. Each resolves false when it was refused. */
export interface ComposerActions {
  send(text: string): Promise<boolean>;
  /** Keeps a text until the running answer has finished. */
  enqueue(text: string): Promise<boolean>;
  stop(): Promise<void>;
}

interface ComposerProps {
  agent: string;
  /** Under which name what is typed is kept. */
  draftKey: string;
  phase: Phase;
  actions: ComposerActions;
  /** At the start of the lower line: the agent. It may take the text along to another page. */
  start?: ReactNode | ((take: () => string) => ReactNode);
  /** Nothing can be sent: there is no agent. */
  disabled?: boolean;
  /** Not the first thing one does on its page: leaves the focus where it is. */
  aside?: boolean;
}

/** Where one writes. Enter sends, Shift+Enter is a new line; on touch Enter is a new line. */
export const Composer = memo(function Composer(props: ComposerProps) {
  const { agent, draftKey, phase, actions, start, disabled, aside = false } = props;
  const t = useTranslations('chat.composer');
  const { sendKey } = usePreferences();
  const draft = useDraft(draftKey);
  const boxKeys = useShortcutKeys('focusComposer');
  const running = phase !== 'idle';
  const asking = running && draft.filled;
  const over = draft.length - MAX_CHARACTERS;
  const ready = draft.filled && over <= 0 && !disabled;

  const { box } = draft;
  const toBox = useCallback(() => {
    // Not on touch, where it would bring the keyboard up over the page.
    if (matchMedia('(pointer: fine)').matches) box.current?.focus({ preventScroll: true });
  }, [box]);
  useFocusFromBefore(box, aside ? null : toBox);

  const give = async (act: (text: string) => Promise<boolean>) => {
    if (!ready) return;
    toBox();
    if (await act(draft.take())) return draft.sent();
    draft.back();
    draft.box.current?.focus();
  };
  useShortcut('focusComposer', disabled ? null : () => draft.box.current?.focus());
  useShortcut('stop', phase === 'idle' || phase === 'stopping' ? null : () => void actions.stop());
  const moveAway = () => {
    const text = draft.text();
    draft.forget();
    return text;
  };
  const submit = () => give(running ? actions.enqueue : actions.send);
  const stopAndSend = () =>
    give(async (text) => {
      await actions.stop();
      return await actions.send(text);
    });

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!sends(event, sendKey)) return;
    event.preventDefault();
    void submit();
  };

  return (
    <form
      data-edge
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <textarea
        ref={draft.box}
        rows={1}
        aria-label={t('label', { agent })}
        placeholder={t('placeholder', { agent })}
        disabled={disabled}
        aria-keyshortcuts={boxKeys}
        enterKeyHint="enter"
        onInput={draft.typed}
        onKeyDown={onKeyDown}
      />
      {over > 0 && (
        <p role="alert" className="px-4 pb-1 text-sm text-red">
          {t('tooLong', { over, limit: MAX_CHARACTERS })}
        </p>
      )}
      <div className="flex min-h-11 items-center gap-2 ps-2 pe-2 pb-2 pointer-coarse:min-h-13">
        <div className={cn('flex min-w-0 flex-1 items-center', asking && 'max-md:hidden')}>
          {typeof start === 'function' ? start(moveAway) : start}
        </div>
        {asking && (
          <div className="flex flex-1 items-center justify-end gap-1.5">
            <Button
              size="sm"
              variant="ghost"
              className="hit pointer-coarse:min-h-8"
              onClick={stopAndSend}
              disabled={!ready}
            >
              {t('stopAndSend')}
            </Button>
            <Button
              size="sm"
              type="submit"
              className="hit pointer-coarse:min-h-8"
              disabled={!ready}
            >
              {t('sendWhenFinished')}
            </Button>
          </div>
        )}
        <SendOrStop running={running} phase={phase} ready={ready} onStop={actions.stop} />
      </div>
    </form>
  );
});

interface SendOrStopProps {
  running: boolean;
  phase: Phase;
  ready: boolean;
  onStop: () => Promise<void>;
}

function SendOrStop({ running, phase, ready, onStop }: SendOrStopProps) {
  const t = useTranslations('chat.composer');
  const label = running ? t('stop') : t('send');
  const stopKeys = useShortcutKeys('stop');
  const sendKeys = useShortcutKeys('send');
  return (
    <button
      // Two buttons in one place: a key each, so that a press begun on one never ends on the other.
      key={running ? 'stop' : 'send'}
      type={running ? 'button' : 'submit'}
      aria-label={label}
      data-tip={label}
      aria-keyshortcuts={running ? stopKeys : undefined}
      data-tip-keys={running ? stopKeys : sendKeys}
      disabled={running ? phase === 'stopping' : !ready}
      onClick={running ? () => void onStop() : undefined}
      className={cn(
        'hit inline-flex size-8 shrink-0 items-center justify-center rounded-full transition-colors [&_svg]:size-4',
        'bg-accent text-accent-ink hover:bg-accent-strong',
        'disabled:bg-press disabled:text-faint forced-colors:border',
      )}
    >
      {running ? (
        <Square aria-hidden className="scale-75 fill-current stroke-[1.5]" />
      ) : (
        <ArrowUp aria-hidden className="stroke-2" />
      )}
    </button>
  );
}
