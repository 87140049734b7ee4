import { useTranslations } from 'next-intl';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import type { ImportPreview } from './import-problems';

/** The agents of a file before they are added. */
export function ImportPreviews({ agents }: { agents: readonly ImportPreview[] }) {
  const t = useTranslations('agents.import');
  return (
    <section aria-labelledby="import-found">
      <div role="status">
        <h2 id="import-found" className="mb-2 text-md font-semibold text-ink">
          {t('found', { count: agents.length })}
        </h2>
      </div>
      <ul className="border-t border-line">
        {agents.map((agent, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two agents of a file may be called the same
          <li key={at} className="border-b border-line py-2.5">
            <Preview agent={agent} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Preview({ agent }: { agent: ImportPreview }) {
  const t = useTranslations('agents.import');
  const access = useTranslations('admin.form.accessOptions');
  const { missingGroups, missingPeople } = agent;
  const notes = [
    agent.sameName && t('sameName'),
    missingGroups.length > 0 &&
      t('missingGroups', { count: missingGroups.length, names: missingGroups.join(', ') }),
    missingPeople > 0 && t('missingPeople', { count: missingPeople }),
    agent.nobody && t('nobody'),
  ].filter((note) => note !== false);
  return (
    <div className="flex items-start gap-2.5">
      <AgentGlyph name={agent.icon} colour={agent.colour} className="mt-0.5 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="text-base font-medium wrap-anywhere text-ink">{agent.name}</p>
        {agent.description && (
          <p className="text-sm wrap-anywhere text-muted">{agent.description}</p>
        )}
        <p className="text-sm text-muted">
          {t(agent.enabled ? 'on' : 'off')}
          {' · '}
          {access(agent.access)}
        </p>
        {notes.map((note) => (
          <p key={note} className="text-sm text-soft">
            {note}
          </p>
        ))}
      </div>
    </div>
  );
}
