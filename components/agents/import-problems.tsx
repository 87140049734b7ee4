import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { Access } from '@/lib/contract/agent';
import type { AgentColour } from '@/lib/contract/agent-colour';
import type { FileProblem } from '@/lib/contract/agent-file';

/** An agent of a file before it is added, and what to know about it. */
export interface ImportPreview {
  name: string;
  icon: string;
  colour: AgentColour | '';
  description: string;
  enabled: boolean;
  access: Access;
  /** Names of groups, and how many people, that are not here. */
  missingGroups: string[];
  missingPeople: number;
  /** It is for those it names, and names nobody who is here. */
  nobody: boolean;
  sameName: boolean;
}

/** What is wrong with a file as a whole, or with one agent of it (`at`, from 0). */
export type ImportProblem =
  | { kind: 'notJson' | 'notAgents' | 'tooMany'; why: string }
  | ({ at: number; name: string } & FileProblem);

/** Everything that is wrong, a line each. */
export function ImportProblems({ problems }: { problems: readonly ImportProblem[] }) {
  const t = useTranslations('agents.import');
  return (
    <Notice tone="error" title={t('problems', { count: problems.length })}>
      <ul className="mt-1 flex flex-col gap-0.5">
        {problems.map((problem) => (
          <li key={JSON.stringify(problem)} className="wrap-anywhere">
            <Problem problem={problem} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Problem({ problem }: { problem: ImportProblem }) {
  const t = useTranslations('agents.import');
  if ('kind' in problem) return t(problem.kind, { why: problem.why });
  const { at, name, field, sentence } = problem;
  const agent = t(name === '' ? 'nth' : 'nthNamed', { number: at + 1, name });
  return (
    <>
      {agent}
      {': '}
      {field !== '' && <code className="font-mono text-sm text-ink">{field}</code>} {sentence}
    </>
  );
}
