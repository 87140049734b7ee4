/**
 * Conversations as Markdown: for copying a message with its trace, and for export.
 * Pure, so that the browser and the server write the same. What is not to be shown
 * has been taken out of the parts before (`./visibility`).
 */

import type { Json } from './events';
import type { Message, MessagePart, ToolPart } from './message';

/** Whom a transcript names as the speakers. */
export interface Speakers {
  person: string;
  agent: string;
}

const STATE_WORDS = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  unfinished: 'not finished',
} as const;

/** Parts in their order; each step as a line with its arguments and result below. */
export function partsAsMarkdown(parts: readonly MessagePart[]): string {
  const blocks = parts.map((part) => (part.type === 'text' ? part.text.trim() : stepBlock(part)));
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** A whole conversation, oldest message first. `facts` are lines below its title. */
export function conversationAsMarkdown(conversation: {
  title: string;
  facts: readonly string[];
  speakers: Speakers;
  messages: readonly Pick<Message, 'role' | 'parts' | 'status'>[];
}): string {
  const { title, facts, speakers, messages } = conversation;
  const turns = messages.map((message) => {
    const name = message.role === 'user' ? speakers.person : speakers.agent;
    const body = [`## ${oneLine(name)}`, partsAsMarkdown(message.parts), ending(message)];
    return body.filter((block) => block !== '').join('\n\n');
  });
  const head = [`# ${oneLine(title)}`, facts.map(oneLine).join('  \n')];
  return `${[...head, ...turns].filter((block) => block !== '').join('\n\n')}\n`;
}

function stepBlock(step: ToolPart): string {
  const lines = [`> **${oneLine(step.toolName)}** · ${STATE_WORDS[step.state]}${duration(step)}`];
  if (hasValue(step.args)) lines.push('>', quoted('Arguments', step.args));
  if (hasValue(step.result)) lines.push('>', quoted('Result', step.result));
  return lines.join('\n');
}

/** A value in a fence that no run of backticks inside it can close. */
function quoted(label: string, value: Json): string {
  const [language, text] =
    typeof value === 'string' ? ['', value] : ['json', JSON.stringify(value, null, 2)];
  const fence = '`'.repeat(Math.max(3, longestTicks(text) + 1));
  const lines = [`${label}:`, '', `${fence}${language}`, ...text.split(/\r\n|\r|\n/), fence];
  return lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
}

function longestTicks(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

function hasValue(value: Json | undefined): value is Exclude<Json, null> {
  return value !== undefined && value !== null;
}

function duration({ startedAtMs, endedAtMs }: ToolPart): string {
  if (startedAtMs === undefined || endedAtMs === undefined) return '';
  return ` · ${((endedAtMs - startedAtMs) / 1000).toFixed(1)} s`;
}

const ENDINGS = {
  stopped: '*Stopped.*',
  interrupted: '*The answer was cut off.*',
  failed: '*The agent could not answer.*',
} as const;

function ending({ status }: Pick<Message, 'status'>): string {
  return status === 'stopped' || status === 'interrupted' || status === 'failed'
    ? ENDINGS[status]
    : '';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
