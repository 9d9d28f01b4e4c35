import { readEvents, type StreamEvent } from './sse';

/** Three heartbeats of the server that did not come: the line is dead although nobody closed it. */
const SILENCE_MS = 50_000;

/** How one connection ended: in good order or by the network, because nobody is signed in, or for good. */
export type Ending = 'lost' | 'signed-out' | 'refused';

interface Listener {
  /** The position after which to go on; undefined begins now. */
  readonly after: string | undefined;
  readonly onOpen: () => void;
  readonly onEvent: (event: StreamEvent) => void;
}

/**
 * Holds one connection to the live stream until it ends. `EventSource` is not used: it says neither why it was refused nor
 * that the line has gone silent, and a tab that takes over could not name the position of the one before.
 */
export async function listen({ after, onOpen, onEvent }: Listener, signal: AbortSignal): Promise<Ending> {
  const silence = new AbortController();
  const either = AbortSignal.any([signal, silence.signal]);
  let watch = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const headers = { accept: 'text/event-stream', ...(after ? { 'Last-Event-ID': after } : {}) };
    const answer = await fetch('/v1/stream', { headers, signal: either, cache: 'no-store' });
    if (answer.status === 401) return 'signed-out';
    if (answer.status === 403) return 'refused';
    if (!answer.ok || !answer.body) return 'lost';
    onOpen();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let waiting = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'lost';
      clearTimeout(watch);
      watch = setTimeout(() => silence.abort(), SILENCE_MS);
      const { events, rest } = readEvents(waiting + value);
      waiting = rest;
      for (const event of events) onEvent(event);
    }
  } catch {
    // Whatever broke it, the next try says more.
    return 'lost';
  } finally {
    clearTimeout(watch);
  }
}

/** How long to wait before the n-th try in a row, with some luck so that a county does not come back in one moment. */
export function waitBefore(attempt: number, luck: number): number {
  const longest = Math.min(30_000, 1_000 * 2 ** Math.max(0, attempt - 1));
  return Math.round(longest / 2 + (longest / 2) * luck);
}
