import { streamText } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import { ask } from '../upstream';

export const dynamic = 'force-dynamic';

type StreamPart = Awaited<
  ReturnType<MockLanguageModelV4['doStream']>
>['stream'] extends ReadableStream<infer T>
  ? T
  : never;

const USAGE = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};

/** The upstream's events as a model's parts, with as little work as there can be. */
function parts(body: ReadableStream<Uint8Array>): ReadableStream<StreamPart> {
  const decoder = new TextDecoder();
  let rest = '';
  return body.pipeThrough(
    new TransformStream<Uint8Array, StreamPart>({
      start(controller) {
        controller.enqueue({ type: 'stream-start', warnings: [] });
        controller.enqueue({ type: 'text-start', id: '0' });
      },
      transform(chunk, controller) {
        const frames = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
        rest = frames.pop() ?? '';
        for (const frame of frames) {
          const event = JSON.parse(frame.slice('data: '.length));
          if (event.type === 'text') {
            controller.enqueue({ type: 'text-delta', id: '0', delta: event.content });
          }
        }
      },
      flush(controller) {
        controller.enqueue({ type: 'text-end', id: '0' });
        controller.enqueue({
          type: 'finish',
          finishReason: { unified: 'stop', raw: 'stop' },
          usage: USAGE,
        });
      },
    }),
  );
}

/** The usual way: the AI SDK's `streamText` answered as its interface's stream. */
export async function POST(request: Request): Promise<Response> {
  const body = await ask(request);
  const model = new MockLanguageModelV4({ doStream: async () => ({ stream: parts(body) }) });
  const result = streamText({ model, prompt: 'Go on.', abortSignal: request.signal });
  return result.toUIMessageStreamResponse({ headers: { 'Cache-Control': 'no-store, no-transform' } });
}
