import { useTranslations } from 'next-intl';
import type { AgentSettings } from '@/lib/contract/agent';
import type { AgentField, FieldValue } from '@/lib/contract/agent-fields';
import { LIMIT_KINDS } from '@/lib/contract/budget';
import { formatPrice } from '@/lib/contract/price';

/** What people and groups are called, by id. */
export type Names = ReadonlyMap<string, string>;

/** What a field is called in the form. */
export function useFieldName(): (field: AgentField) => string {
  const t = useTranslations('agents.versions');
  const limits = useTranslations('people.limits.kinds');
  return (field) => {
    const kind = LIMIT_KINDS.find((one) => `limits.${one}` === field);
    if (kind) return limits(kind);
    return isPlain(field) ? t(`fields.${field}`) : field;
  };
}

type PlainField = Exclude<AgentField, `limits.${string}`>;

function isPlain(field: AgentField): field is PlainField {
  return !field.startsWith('limits.');
}

/** One entry of a list in words: a tool, a person, a group, a starter as it stands. */
export function useEntryWords(names: Names): (field: AgentField, entry: string) => string {
  const t = useTranslations('agents.versions');
  const tools = useTranslations('admin.form.toolNames');
  return (field, entry) => {
    if (field === 'people') return names.get(entry) ?? t('gone');
    if (field === 'groups') return names.get(entry) ?? t('goneGroup');
    const known = field === 'tools' ? TOOL_TEXTS.find((tool) => tool === entry) : undefined;
    return known ? tools(known) : entry;
  };
}

const TOOL_TEXTS = [
  'search_help',
  'calculate',
  'current_time',
  'convert_units',
  'search_my_chats',
] as const;

/** A value that is no list, in words; `of` is the whole it stands in. */
export function useValueWords(): (
  field: AgentField,
  value: FieldValue,
  of: AgentSettings,
) => string {
  const t = useTranslations('agents.versions');
  const form = useTranslations('admin.form');
  const own = useTranslations('agents.form');
  return (field, value, of) => {
    if (field.startsWith('limits.')) return value == null ? t('noLimit') : String(value);
    switch (field) {
      case 'engine':
        return t(`engines.${of.engine.kind}`);
      case 'access':
        return form(`accessOptions.${of.access}`);
      case 'traceVisibility':
        return form(`traceOptions.${of.traceVisibility}`);
      case 'colour':
        return of.colour === '' ? own('colourNone') : own(`colours.${of.colour}`);
      case 'enabled':
        return t(of.enabled ? 'on' : 'off');
      case 'inputPrice':
      case 'outputPrice':
        return of[field] === null ? t('noPrice') : `${formatPrice(of[field])} ${of.currency}`;
      default:
        return value === undefined || value === '' || value === null ? t('none') : String(value);
    }
  };
}
