import { describe, expect, it } from 'vitest';
import { SETTING_DEFAULTS, settingsChangeSchema } from '@/lib/contract/instance-settings';
import { changeOf, draftOf, shorterTerms } from './settings-draft';

const none: ReadonlySet<never> = new Set();

describe('the settings form', () => {
  it('sends only what was changed', () => {
    const draft = { ...draftOf(SETTING_DEFAULTS), name: 'Loom', retainConversationsDays: '90' };
    expect(changeOf(draft, SETTING_DEFAULTS, none)).toEqual({
      set: { name: 'Loom', retainConversationsDays: 90 },
      reset: [],
    });
  });

  it('reads domains from any list and an empty number as none', () => {
    const saved = { ...SETTING_DEFAULTS, backupEveryHours: 24 };
    const draft = {
      ...draftOf(saved),
      emailDomains: 'a.org, b.org\n\nc.org',
      backupEveryHours: '',
    };
    expect(changeOf(draft, saved, none).set).toEqual({
      emailDomains: ['a.org', 'b.org', 'c.org'],
      backupEveryHours: null,
    });
  });

  it('knows when conversations are kept for less than is saved', () => {
    const saved = { ...SETTING_DEFAULTS, retainConversationsDays: 90, retainTrashDays: 30 };
    const terms = (conversations: string, trash: string) =>
      shorterTerms(
        { ...draftOf(saved), retainConversationsDays: conversations, retainTrashDays: trash },
        saved,
      );
    expect(terms('60', '30')).toEqual({ retainConversationsDays: 60, retainTrashDays: 30 });
    expect(terms('90', '7')).toEqual({ retainConversationsDays: null, retainTrashDays: 7 });
    for (const [conversations, trash] of [
      ['90', '30'],
      ['', '31'],
      ['365', '30'],
      ['soon', ''],
    ]) {
      expect(terms(conversations ?? '', trash ?? '')).toBeNull();
    }
  });

  it('sends a number that must be there and is not as one that is refused', () => {
    const change = changeOf(
      { ...draftOf(SETTING_DEFAULTS), backupsKept: '' },
      SETTING_DEFAULTS,
      none,
    );
    const parsed = settingsChangeSchema.safeParse(change);
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([['set', 'backupsKept']]);
  });

  it('does not set what is reset', () => {
    const draft = { ...draftOf(SETTING_DEFAULTS), name: 'Loom' };
    expect(changeOf(draft, SETTING_DEFAULTS, new Set(['name' as const]))).toEqual({
      set: {},
      reset: ['name'],
    });
  });
});
