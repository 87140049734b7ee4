/** What the components of a conversation draw, as a server sends it. */

import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { NextIntlClientProvider } from 'next-intl';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import type { ReactNode } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import chat from '@/messages/en/chat.json';
import common from '@/messages/en/common.json';
import reading from '@/messages/en/reading.json';
import turns from '@/messages/en/turns.json';

/** Everything, whatever is fetched when it is needed. Throws what went wrong while drawing. */
export async function drawn(node: ReactNode): Promise<string> {
  const errors: unknown[] = [];
  const stream = new PassThrough();
  const done = text(stream);
  const { pipe } = renderToPipeableStream(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ chat, common, reading, turns }}>
      {node}
    </NextIntlClientProvider>,
    {
      // In one piece, not with parts that a script would put into their places.
      progressiveChunkSize: Number.POSITIVE_INFINITY,
      onError: (error) => void errors.push(error),
      onAllReady: () => pipe(stream),
    },
  );
  const html = await done;
  if (errors.length > 0) throw errors[0];
  return html;
}

/** What a reader of HTML gets to read, with single spaces between its pieces. */
export function wordsOf(html: string): string {
  const words: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if (node.nodeName === 'style') return;
    if ('value' in node) words.push(node.value);
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parseFragment(html));
  return words.join(' ').replace(/\s+/g, ' ');
}
