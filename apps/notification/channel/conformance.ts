import { v7 } from 'uuid';
import { isAnswer, post } from './post.js';
import { signedHeaders } from './signature.js';

/** One demand of docs/gateway.md on whoever receives webhooks. */
export interface Finding {
  readonly demand: string;
  readonly met: boolean;
  /** What was answered: a status, or why there was none. */
  readonly answer: string;
}

const PATIENCE_MILLISECONDS = 10_000;
/** Well beyond the tolerance of a signature. */
const OLD_MILLISECONDS = 3_600_000;

const isTaken = (status: number) => (status >= 200 && status < 300) || status === 409;
const isRefused = (status: number) => status >= 400 && status < 500;

/** Tries a hospital's system as Fenji would: signed, repeated, with a wrong signature, and with an old one. */
export async function checkWebhook(url: string, secret: string, now = new Date()): Promise<Finding[]> {
  const body = JSON.stringify({
    ...{ id: v7(), county: '990101', event: 'fenji.check', template: 'check', urgency: 'info', facts: {} },
    occurredAt: now.toISOString(),
  });
  const old = new Date(now.getTime() - OLD_MILLISECONDS);
  const trials = [
    { demand: 'takes a signed event within 10 s', signed: signedHeaders(secret, body, now), fits: isTaken },
    {
      demand: 'takes the same event again, as it may come twice',
      signed: signedHeaders(secret, body, now),
      fits: isTaken,
    },
    { demand: 'refuses a wrong signature', signed: signedHeaders(`${secret}?`, body, now), fits: isRefused },
    { demand: 'refuses a signature of an hour ago', signed: signedHeaders(secret, body, old), fits: isRefused },
  ];
  const findings: Finding[] = [];
  for (const { demand, signed, fits } of trials) {
    const answer = await post({ url, headers: signed, body }, AbortSignal.timeout(PATIENCE_MILLISECONDS));
    findings.push(
      isAnswer(answer)
        ? { demand, met: fits(answer.status), answer: String(answer.status) }
        : { demand, met: false, answer: answer.code },
    );
  }
  return findings;
}
