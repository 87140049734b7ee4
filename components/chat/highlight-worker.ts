/**
 * Colours code outside the page's own thread. A grammar makes its rules when they are first
 * needed, which takes hundreds of milliseconds on a slow machine and cannot be cut in pieces.
 */

import { type Colourist, colouristFor } from './highlight';
import type { FromWorker, ToWorker } from './highlight-protocol';

/** How long is read before what has come meanwhile is looked at, and lines are sent. */
const SLICE_MS = 30;

interface Open {
  code: string;
  ended: boolean;
  /** Null until its grammar is there. */
  colourist: Colourist | null;
  /** The lines that were sent. */
  sent: FromWorker['lines'];
  waiting: boolean;
}

const open = new Map<number, Open>();

function take(message: ToWorker): void {
  const { id } = message;
  if (message.kind === 'close') open.delete(id);
  else if (message.kind === 'open') void begin(id, message.language);
  else {
    const piece = open.get(id);
    if (!piece) return;
    piece.code = piece.code.slice(0, message.from) + message.text;
    piece.ended = message.ended;
    wake(id, piece);
  }
}

async function begin(id: number, language: string): Promise<void> {
  const piece: Open = { code: '', ended: false, colourist: null, sent: [], waiting: false };
  open.set(id, piece);
  piece.colourist = await colouristFor(language);
  wake(id, piece);
}

function wake(id: number, piece: Open): void {
  if (piece.waiting || !piece.colourist) return;
  piece.waiting = true;
  setTimeout(() => {
    piece.waiting = false;
    if (open.get(id) === piece) readOn(id, piece);
  });
}

function readOn(id: number, piece: Open): void {
  const { colourist, code, ended, sent } = piece;
  if (!colourist) return;
  const { lines, more } = colourist.read(code, ended, SLICE_MS);
  const from = firstOther(sent, lines);
  if (from < lines.length || from < sent.length) {
    piece.sent = lines;
    const news: FromWorker = { id, from, lines: lines.slice(from) };
    postMessage(news);
  }
  if (more) wake(id, piece);
}

/** The first line that is not the very one that was sent. */
function firstOther(sent: FromWorker['lines'], lines: FromWorker['lines']): number {
  let n = 0;
  while (n < sent.length && sent[n] === lines[n]) n += 1;
  return n;
}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => take(data));
