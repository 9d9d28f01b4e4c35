import { Problem } from '#service/problem/problem.js';

/** The last seq that a client has seen of each of its audiences: what `id:` and `Last-Event-ID` carry. */
export type Position = Map<string, number>;

const PART = /^([a-z-]+:[\w:.-]{1,100})=(\d{1,9})$/;
const LONGEST = 8_192;

/** `desk:990101:990101H01=12,practitioner:0198…=3` */
export function formatPosition(position: Position): string {
  const parts: string[] = [];
  for (const [audience, seq] of position) parts.push(`${audience}=${seq}`);
  return parts.join(',');
}

/**
 * Reads a position back; an empty text is no position.
 * @throws Problem 400 `LAST_EVENT_ID_INVALID`
 */
export function parsePosition(text: string): Position {
  if (text === '') return new Map();
  const parts = text.length > LONGEST ? [] : text.split(',').map((part) => PART.exec(part));
  if (parts.length === 0 || parts.includes(null)) {
    throw new Problem({
      status: 400,
      code: 'LAST_EVENT_ID_INVALID',
      detail: 'Last-Event-ID must be an id that this stream gave out.',
      errors: [{ field: 'Last-Event-ID', code: 'invalid', message: 'not an id of this stream' }],
    });
  }
  return new Map(parts.map((part) => [part![1]!, Number(part![2])]));
}
