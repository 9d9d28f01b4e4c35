import { createHmac, timingSafeEqual } from 'node:crypto';

/** Headers of everything that Fenji signs or has signed: messages to a gateway, webhooks, receipts. */
export const TIMESTAMP_HEADER = 'fenji-timestamp';
export const SIGNATURE_HEADER = 'fenji-signature';

/** Older or newer than so many seconds is a replay or a wrong clock. */
const TOLERANCE_SECONDS = 300;

/** HMAC-SHA-256 over `<seconds>.<body>`, as `v1=<hex>`. */
export function sign(secret: string, seconds: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

/** The headers that go with a body. */
export function signedHeaders(secret: string, body: string, now: Date): Record<string, string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    'content-type': 'application/json',
    [TIMESTAMP_HEADER]: String(seconds),
    [SIGNATURE_HEADER]: sign(secret, seconds, body),
  };
}

/** Whether the body was signed with the secret, and just now. */
export function isSigned(
  secret: string,
  { timestamp, signature }: { timestamp: string | undefined; signature: string | undefined },
  body: string,
  now: Date,
): boolean {
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = Buffer.from(sign(secret, Number(timestamp), body));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
