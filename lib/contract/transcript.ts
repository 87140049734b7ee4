/**
 * Conversations as Markdown: for copying a message with its trace, and for export.
 * Pure, so that the browser and the server write the same. What is not to be shown
 * has been taken out of the parts before (`./visibility`).
 */

import type { Json } from './events';
import type { Message, MessagePart, ToolPart } from './message';
import { blocksOf, FOLD_FROM } from './steps';
import { timeFacts } from './timeline';
import { foldFacts, stepFacts, type TraceWords } from './trace-words';

/** The words of a transcript, in the reader's language: `keeping.transcript` of the catalogue. */
export interface TranscriptWords {
  arguments: string;
  result: string;
  /** How an answer ended. */
  stopped: string;
  interrupted: string;
  unanswered: string;
  trace: TraceWords;
}

/** The words in a reader's language, as `t` gives each by its name. */
export function transcriptWords(
  t: (name: Exclude<keyof TranscriptWords, 'trace'>) => string,
  trace: TraceWords,
): TranscriptWords {
  return {
    trace,
    arguments: t('arguments'),
    result: t('result'),
    stopped: t('stopped'),
    interrupted: t('interrupted'),
    unanswered: t('unanswered'),
  };
}

/** Whom a transcript names as the speakers. */
export interface Speakers {
  person: string;
  agent: string;
}

/**
 * Parts in their order; each step as a line with its arguments and result below. What folds
 * on screen has the same line above it here.
 */
export function partsAsMarkdown(parts: readonly MessagePart[], words: TranscriptWords): string {
  const blocks = blocksOf(parts).flatMap((block) => {
    if (block.kind === 'text') return block.text.trim();
    const steps = block.steps.map((step) => stepBlock(step, words));
    if (steps.length < FOLD_FROM) return steps;
    const { used, failed } = foldFacts(block.steps, words.trace);
    return [`**${[used, failed].filter((fact) => fact !== '').join(' · ')}**`, ...steps];
  });
  return blocks.join('\n\n');
}

/** "Took 3.2 s: Waiting 0.4 s, Searched the web 1.2 s, …"; empty when that is not known. */
function timesLine(message: Transcript['messages'][number], { trace }: TranscriptWords): string {
  const spans = timeFacts(message.parts, message, trace);
  if (spans.length === 0) return '';
  const said = spans.map(({ name, took }) => `${name} ${took}`).join(', ');
  return `*${trace.took(trace.duration(message.durationMs ?? 0))}: ${escaped(said)}*`;
}

/** Words of a tool, so that nothing in them is read as a mark. */
function escaped(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>&~|]/g, '\\$&');
}

/** A conversation to write down, oldest message first. `facts` are lines below its title. */
export interface Transcript {
  title: string;
  facts: readonly string[];
  speakers: Speakers;
  messages: readonly Pick<Message, 'role' | 'parts' | 'status' | 'durationMs' | 'firstEventMs'>[];
}

/** A whole conversation as one Markdown document. */
export function conversationAsMarkdown(conversation: Transcript, words: TranscriptWords): string {
  const { title, facts, speakers, messages } = conversation;
  const turns = messages.map((message) => {
    const name = message.role === 'user' ? speakers.person : speakers.agent;
    const body = [
      `## ${oneLine(name)}`,
      partsAsMarkdown(message.parts, words),
      endingOf(message.status, words),
      timesLine(message, words),
    ];
    return body.filter((block) => block !== '').join('\n\n');
  });
  const head = [`# ${oneLine(title)}`, facts.map(oneLine).join('  \n')];
  return `${[...head, ...turns].filter((block) => block !== '').join('\n\n')}\n`;
}

function stepBlock(step: ToolPart, words: TranscriptWords): string {
  const { name, argument, state, figures } = stepFacts(step, words.trace);
  const facts = [`**${escaped(name)}**`, escaped(argument), state, figures];
  const lines = [`> ${facts.filter((fact) => fact !== '').join(' · ')}`];
  if (hasValue(step.args)) lines.push('>', quoted(words.arguments, step.args));
  if (hasValue(step.result)) lines.push('>', quoted(words.result, step.result));
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

/** How an answer ended, where that is not just "completed". */
export function endingWords(status: Message['status'], words: TranscriptWords): string {
  if (status === 'stopped' || status === 'interrupted') return words[status];
  return status === 'failed' ? words.unanswered : '';
}

function endingOf(status: Message['status'], words: TranscriptWords): string {
  const ending = endingWords(status, words);
  return ending === '' ? '' : `*${ending}*`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
