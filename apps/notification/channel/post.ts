import { accepted, failed, type Outcome, refused, unknown } from '../delivery/attempt.js';

/** No gateway has more to say. */
const MOST_BYTES = 64 * 1024;

/** The connection never stood, so nothing was taken. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface Posted {
  readonly url: string | URL;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/**
 * One POST without following a redirect, as that could lead anywhere. Answers what the other side said, or the outcome
 * where it said nothing.
 */
export async function post({ url, headers, body }: Posted, signal: AbortSignal): Promise<Answer | Outcome> {
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    return { status: answer.status, text: await textOf(answer) };
  } catch (error) {
    if (signal.aborted) return unknown('timeout');
    const code = (error as { cause?: { code?: unknown } }).cause?.code;
    return typeof code === 'string' && NEVER_SENT.has(code) ? failed('unreachable') : unknown('connection-lost');
  }
}

export function isAnswer(answered: Answer | Outcome): answered is Answer {
  return 'status' in answered;
}

/** What an HTTP status says where the contract says no more. */
export function outcomeOf(status: number): Outcome {
  const code = `http-${status}`;
  if ((status >= 200 && status < 300) || status === 409) return accepted(code);
  if (status === 504) return unknown(code);
  // Not the recipient is wrong but our key, or the pace.
  const later = [401, 403, 408, 425, 429];
  return status >= 500 || status < 400 || later.includes(status) ? failed(code) : refused(code);
}

async function textOf(answer: Response): Promise<string> {
  if (!answer.body) return '';
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
