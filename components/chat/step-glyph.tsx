import {
  Calculator,
  CircleDashed,
  CircleX,
  Clock,
  Database,
  FileText,
  Globe,
  type LucideIcon,
  Mail,
  MessagesSquare,
  Ruler,
  Search,
  SquareTerminal,
  Wrench,
} from 'lucide-react';
import { BreathingDot } from '@/components/ui/breathing-dot';
import { cn } from '@/lib/cn';
import type { ToolPart } from '@/lib/contract/message';
import { toolKey } from '@/lib/contract/steps';

const GLYPHS: Record<string, LucideIcon> = {
  search_help: Search,
  search_knowledge: Search,
  search_my_chats: MessagesSquare,
  calculate: Calculator,
  current_time: Clock,
  convert_units: Ruler,
  web_search: Globe,
  read_page: Globe,
  read_file: FileText,
  run_code: SquareTerminal,
  query_database: Database,
  send_email: Mail,
};

/** What a step is, or how it stands where that matters more. */
export function StepGlyph({ step }: { step: ToolPart }) {
  if (step.state === 'running') return <BreathingDot />;
  const key = toolKey(step.toolName);
  const own = (Object.hasOwn(GLYPHS, key) ? GLYPHS[key] : undefined) ?? Wrench;
  const state = { done: own, failed: CircleX, unfinished: CircleDashed };
  const Icon = state[step.state];
  return (
    <Icon
      aria-hidden
      className={cn('size-4 stroke-[1.5]', step.state === 'failed' ? 'text-red' : 'text-faint')}
    />
  );
}
