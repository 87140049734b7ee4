/** Colours for code from a worker: the page's side. One worker for all code, made when the first is seen. */

import type { Token } from './highlight';
import type { FromWorker, ToWorker } from './highlight-protocol';

/** Code whose colours are read while it grows. */
export interface ColouredCode {
  /** What it is now. `ended` is false while its last line may still grow. */
  tell(code: string, ended: boolean): void;
  close(): void;
}

type Listener = (lines: Token[][]) => void;

let worker: Worker | null = null;
let opened = 0;
const listeners = new Map<number, (news: FromWorker) => void>();

/** Begins with code of a language; `show` gets all lines read so far, each time there are more. */
export function openCode(language: string, show: Listener): ColouredCode {
  const id = ++opened;
  let lines: Token[][] = [];
  let told = '';
  let toldEnd = false;
  listeners.set(id, (news) => {
    lines = lines.slice(0, news.from).concat(news.lines);
    show(lines);
  });
  post({ kind: 'open', id, language });
  return {
    tell(code, ended) {
      if (code === told && ended === toldEnd) return;
      // Only what was added, as long as that is all that happened.
      const from = code.startsWith(told) ? told.length : 0;
      post({ kind: 'code', id, from, text: code.slice(from), ended });
      told = code;
      toldEnd = ended;
    },
    close() {
      listeners.delete(id);
      post({ kind: 'close', id });
    },
  };
}

function post(message: ToWorker): void {
  worker ??= startWorker();
  worker.postMessage(message);
}

/** A worker that cannot start leaves code plain, as it is without a grammar. */
function startWorker(): Worker {
  const started = new Worker(new URL('./highlight-worker.ts', import.meta.url), {
    type: 'module',
  });
  started.addEventListener('message', ({ data }: MessageEvent<FromWorker>) =>
    listeners.get(data.id)?.(data),
  );
  return started;
}
