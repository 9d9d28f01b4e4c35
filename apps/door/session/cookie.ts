import { createHash, randomBytes } from 'node:crypto';
import type { CookieOptions } from 'express';

const FORM = /^[A-Za-z0-9_-]{43}$/;

/** Names and attributes of the door's cookies; the address that browsers know decides whether they are secure ones. */
export class Cookies {
  readonly session: string;
  readonly options: CookieOptions;
  private readonly attempt: string;

  constructor(publicUrl: string) {
    const secure = publicUrl.startsWith('https:');
    this.session = secure ? '__Host-fenji' : 'fenji';
    this.attempt = secure ? '__Host-fenji-begin' : 'fenji-begin';
    this.options = { httpOnly: true, sameSite: 'lax', secure, path: '/' };
  }

  /** Each sign-in under way has its own cookie, so that two tabs do not disturb one another. */
  attemptOf(state: string): string {
    return `${this.attempt}-${createHash('sha256').update(state).digest('hex').slice(0, 12)}`;
  }

  /** The digest under which the session of a request is kept; undefined without a cookie that could be one of ours. */
  digestOf(header: string | undefined): string | undefined {
    const value = cookieOf(header, this.session);
    return value !== undefined && FORM.test(value) ? digest(value) : undefined;
  }
}

/** A new cookie and what is kept of it. */
export function newCookie(): { value: string; digest: string } {
  const value = randomBytes(32).toString('base64url');
  return { value, digest: digest(value) };
}

/** The value of one cookie of a `Cookie` header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(';').find((part) => part.trimStart().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim();
}

function digest(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
