import {
  BookOpen,
  Bot,
  Brain,
  Briefcase,
  Calculator,
  ChartLine,
  Code,
  Compass,
  Database,
  FileText,
  Globe,
  GraduationCap,
  Headset,
  Languages,
  Leaf,
  Lightbulb,
  type LucideIcon,
  Mail,
  MessageCircle,
  Palette,
  PenLine,
  Search,
  Shield,
  Sparkles,
  Wrench,
} from 'lucide-react';
import { cn } from '@/lib/cn';
import type { AgentColour } from '@/lib/contract/agent-colour';

const GLYPHS: Record<string, LucideIcon> = {
  sparkles: Sparkles,
  compass: Compass,
  bot: Bot,
  brain: Brain,
  'book-open': BookOpen,
  briefcase: Briefcase,
  calculator: Calculator,
  'chart-line': ChartLine,
  code: Code,
  database: Database,
  'file-text': FileText,
  globe: Globe,
  'graduation-cap': GraduationCap,
  headset: Headset,
  languages: Languages,
  leaf: Leaf,
  lightbulb: Lightbulb,
  mail: Mail,
  'message-circle': MessageCircle,
  palette: Palette,
  'pen-line': PenLine,
  search: Search,
  shield: Shield,
  wrench: Wrench,
};

/** The names an agent's icon may have, in the order a picker shows them. */
export const AGENT_GLYPHS: readonly string[] = Object.keys(GLYPHS);

interface AgentGlyphProps {
  name: string;
  /** Over what `className` says of the colour; empty for none. */
  colour?: AgentColour | '' | undefined;
  className?: string;
}

/** An agent's icon; an unknown name shows the default one. */
export function AgentGlyph({ name, colour, className }: AgentGlyphProps) {
  const Icon = (Object.hasOwn(GLYPHS, name) ? GLYPHS[name] : undefined) ?? Sparkles;
  return (
    <Icon
      aria-hidden
      data-colour={colour || undefined}
      className={cn('agent-glyph size-4 shrink-0 stroke-[1.5]', className)}
    />
  );
}
