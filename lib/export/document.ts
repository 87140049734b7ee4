/**
 * A conversation as one HTML file that needs nothing else and does nothing: its
 * policy allows no script and no address. The steps fold without any code.
 */

import type { Json } from '@/lib/contract/events';
import type { MessagePart, ToolPart } from '@/lib/contract/message';
import {
  durationOf,
  endingWords,
  type Transcript,
  type TranscriptWords,
} from '@/lib/contract/transcript';
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
      message.parts.map((part) => (mine ? plain(part) : block(part, parts))).join('\n'),
      ending && `<p class="ending">${escapeHtml(ending)}</p>`,
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

function block(part: MessagePart, { words, toHtml }: DocumentParts): string {
  return part.type === 'text' ? `<div class="prose">${toHtml(part.text)}</div>` : step(part, words);
}

function step(part: ToolPart, words: TranscriptWords): string {
  const summary = `${part.toolName} · ${words[part.state]}${durationOf(part)}`;
  const values = [value(words.arguments, part.args), value(words.result, part.result)].join('');
  const line = `<span class="${part.state}">${escapeHtml(summary)}</span>`;
  if (values === '') return `<p class="step">${line}</p>`;
  return `<details class="step"><summary>${line}</summary>${values}</details>`;
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
