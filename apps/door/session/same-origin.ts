import type { IncomingMessage } from 'node:http';
import { forbidden, type Problem } from '#service/problem/problem.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request with a cookie was made by a page of this door; a cookie alone proves only whose browser it is.
 * Browsers send `Sec-Fetch-Site` to addresses they trust (https, this machine) and `Origin` with every write.
 */
export function isOwnPage({ method = 'GET', headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  const site = headers['sec-fetch-site'];
  const isRead = READS.has(method);
  // `none`: typed into the address bar.
  if (site !== undefined) return site === 'same-origin' || (isRead && site === 'none');
  const { origin } = headers;
  if (origin === undefined) return isRead;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}

/** 403: another site had the browser send this. */
export function crossSite(): Problem {
  return forbidden('CROSS_SITE', 'Only pages of this door may send this with a cookie.');
}
