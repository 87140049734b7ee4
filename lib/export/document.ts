/**
 * A conversation as one HTML file that needs nothing else and does nothing: its
 * policy allows no script and no address. The steps fold without any code.
 */

import type { Json } from '@/lib/contract/events';
import type { MessagePart, ToolPart } from '@/lib/contract/message';
import { type Block, blocksOf, FOLD_FROM } from '@/lib/contract/steps';
import { timeFacts } from '@/lib/contract/timeline';
import { foldFacts, stepFacts } from '@/lib/contract/trace-words';
import { endingWords, type Transcript, type TranscriptWords } from '@/lib/contract/transcript';
import { DOCUMENT_STYLE } from './document-style';

/** What the document is made with. */
export interface DocumentParts {
  words: TranscriptWords;
  /** BCP 47. */
  locale: string;
  toHtml: (markdown: string) => string;
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'";

/** The whole file. */
export function conversationAsHtml(transcript: Transcript, parts: DocumentParts): string {
  const { title, facts, speakers, messages } = transcript;
  const turns = messages.map((message) => {
    const mine = message.role === 'user';
    const ending = endingWords(message.status, parts.words);
    return [
      `<article class="${mine ? 'mine' : 'answer'}">`,
      `<h2>${escapeHtml(mine ? speakers.person : speakers.agent)}</h2>`,
      mine
        ? message.parts.map(plain).join('\n')
        : blocksOf(message.parts)
            .map((block) => drawn(block, parts))
            .join('\n'),
      ending && `<p class="ending">${escapeHtml(ending)}</p>`,
      mine ? '' : timeline(message, parts.words),
      '</article>',
    ].join('\n');
  });
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(parts.locale)}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title><style>${DOCUMENT_STYLE}</style></head><body><main>`,
    `<header><h1 dir="auto">${escapeHtml(title)}</h1>`,
    ...facts.map((fact) => `<p>${escapeHtml(fact)}</p>`),
    '</header>',
    ...turns,
    '</main></body></html>\n',
  ].join('\n');
}

function plain(part: MessagePart): string {
  return part.type === 'text' ? `<div class="said" dir="auto">${escapeHtml(part.text)}</div>` : '';
}

function drawn(block: Block, { words, toHtml }: DocumentParts): string {
  if (block.kind === 'text') return `<div class="prose">${toHtml(block.text)}</div>`;
  const steps = block.steps.map((one) => step(one, words)).join('\n');
  if (block.steps.length < FOLD_FROM) return steps;
  const { used, failed } = foldFacts(block.steps, words.trace);
  const line = `${escapeHtml(used)}${failed && ` <span class="failed">${escapeHtml(failed)}</span>`}`;
  // What failed is not folded away.
  const open = failed ? ' open' : '';
  return `<details class="steps"${open}><summary>${line}</summary>\n${steps}</details>`;
}

function step(part: ToolPart, words: TranscriptWords): string {
  const { name, argument, state, figures } = stepFacts(part, words.trace);
  const line = [
    `<b class="${part.state}">${escapeHtml(name)}</b>`,
    argument && `<bdi>${escapeHtml(argument)}</bdi>`,
    state && `<span class="${part.state}">${escapeHtml(state)}</span>`,
    figures && `<span class="figures">${escapeHtml(figures)}</span>`,
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
  const values = [value(words.arguments, part.args), value(words.result, part.result)].join('');
  if (values === '') return `<p class="step">${line}</p>`;
  return `<details class="step"><summary>${line}</summary>${values}</details>`;
}

/** Where the time of an answer went: a table with a bar in each row. */
function timeline(message: Transcript['messages'][number], { trace }: TranscriptWords): string {
  const spans = timeFacts(message.parts, message, trace);
  if (spans.length === 0) return '';
  const rows = spans.map(({ name, kind, took, from, part }) => {
    const bar = `margin-inline-start:${percent(from)};inline-size:${percent(part)}`;
    return `<tr><th>${escapeHtml(name)}</th><td><span class="bar bar-${kind}" style="${bar}"></span></td><td>${escapeHtml(took)}</td></tr>`;
  });
  const time = escapeHtml(trace.took(trace.duration(message.durationMs ?? 0)));
  return `<details class="times"><summary>${time}</summary><table>${rows.join('')}</table></details>`;
}

function percent(part: number): string {
  return `${(part * 100).toFixed(2)}%`;
}

function value(label: string, json: Json | undefined): string {
  if (json === undefined || json === null) return '';
  const text = typeof json === 'string' ? json : JSON.stringify(json, null, 2);
  return `<h3>${escapeHtml(label)}</h3><pre dir="auto">${escapeHtml(text)}</pre>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML text or attribute value. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
