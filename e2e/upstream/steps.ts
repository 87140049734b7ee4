/**
 * What the scripted upstream can be told to do, step by step. Steps are plain
 * JSON, so that another process can send them. Nothing waits for a fixed time:
 * a test holds the stream with `pause` and lets it go on by opening the gate.
 */

/** One step. The head (200, `text/event-stream`) is sent before the first body step by itself. */
export type Step =
  /** Status and headers, sent at once. */
  | { do: 'head'; status: number; headers: Record<string, string> }
  /** One event: its JSON on a `data:` line, and a blank line. */
  | { do: 'event'; data: unknown }
  /** Text as it stands, in one write. */
  | { do: 'send'; text: string }
  /** Bytes as they stand, in one write. */
  | { do: 'bytes'; hex: string }
  /** Text in writes of `size` bytes, each of which leaves before the next. */
  | { do: 'trickle'; text: string; size: number }
  /** That many bytes of one character, as fast as the reader takes them. */
  | { do: 'fill'; bytes: number; char: string }
  /** Waits until the gate is opened. Before any other step: hangs before the headers. */
  | { do: 'pause'; gate: string }
  /** `{n}` in the texts of the steps is the round, from 1. */
  | { do: 'repeat'; times: number | 'forever'; steps: Step[] }
  /** Waits for a time. For demonstrations, and for tests of silence timers only. */
  | { do: 'wait'; ms: number }
  /** Does nothing until the client goes away. */
  | { do: 'hang' }
  /** Ends the body in order. Steps that run out end it too. */
  | { do: 'end' }
  /** Closes the connection in the middle of the body, in order (FIN). */
  | { do: 'cut' }
  /** Resets the connection (RST). */
  | { do: 'reset' }
  /** Writes to the bare socket, past HTTP, and closes it. */
  | { do: 'raw'; text: string };

/** Token counts as the platform publishes them. */
export interface StepUsage {
  input_tokens: number;
  output_tokens: number;
  total_tokens: number;
}

/** Any event. */
export function event(data: unknown): Step {
  return { do: 'event', data };
}

/** A text event. */
export function text(content: string): Step {
  return event({ type: 'text', content });
}

/** A tool call as the platform publishes it: without an id, unless one is given. */
export function toolCall(name: string, args: unknown, id?: string): Step {
  return event({ type: 'tool_call', name, args, id });
}

/** A tool result; see {@link toolCall}. */
export function toolResult(name: string, result: unknown, id?: string): Step {
  return event({ type: 'tool_result', name, result, id });
}

/** The end of an answer. */
export function done(usage?: StepUsage): Step {
  return event({ type: 'done', usage });
}

/** A failure while generating. */
export function failure(message: string, code?: string): Step {
  return event({ type: 'error', message, code });
}

/** Waits at a gate. */
export function pause(gate: string): Step {
  return { do: 'pause', gate };
}

/** Text as it stands. */
export function send(raw: string): Step {
  return { do: 'send', text: raw };
}

/** A whole answer that is not a stream: an object as JSON, a string as it is. */
export function reply(status: number, body: unknown, headers: Record<string, string> = {}): Step[] {
  const isText = typeof body === 'string';
  const type = isText ? 'text/html; charset=utf-8' : 'application/json';
  return [
    { do: 'head', status, headers: { 'content-type': type, ...headers } },
    send(isText ? body : JSON.stringify(body)),
    { do: 'end' },
  ];
}
