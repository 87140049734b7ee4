/** A zip archive as a stream: one file after another, never all in memory. */

import { Zip, ZipDeflate } from 'fflate';

/** One file of an archive. */
export interface ZipFile {
  name: string;
  text: string;
}

/** The archive's bytes. A reader that goes away ends the files' iteration. */
export function zipStream(files: AsyncIterable<ZipFile>): ReadableStream<Uint8Array> {
  const iterator = files[Symbol.asyncIterator]();
  let zip: Zip;
  return new ReadableStream({
    start(controller) {
      zip = new Zip((error, chunk, final) => {
        if (error) controller.error(error);
        else controller.enqueue(chunk);
        if (final) controller.close();
      });
    },
    // The next file is read only when the last one was taken.
    async pull() {
      const next = await iterator.next();
      if (next.done) {
        zip.end();
        return;
      }
      // Little effort: deflating runs between two answers' events.
      const file = new ZipDeflate(next.value.name, { level: 1 });
      zip.add(file);
      file.push(new TextEncoder().encode(next.value.text), true);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
