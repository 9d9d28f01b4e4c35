import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import type { Role } from '#contracts/codes.js';
import { ROLES_KEY } from '#service/auth/decorators.js';
import { Problem } from '#service/problem/problem.js';
import type { Write } from '#service/write/write.js';

/** What a person may ask of a referral: the path under it, and a body that means just this. */
export interface Asking {
  path: string;
  body: Record<string, unknown>;
  /** What the list of actions says of the body. */
  said?: Record<string, unknown>;
}

const WISH = { by: 'patient', channel: 'phone' };
const AT = '2026-12-31T01:00:00Z';

/** Every command on a referral with each meaning that it has. */
export const ASKINGS: readonly Asking[] = [
  { path: 'reviews', body: {} },
  { path: 'decisions', body: { decision: 'accept' }, said: { decision: 'accept' } },
  {
    path: 'decisions',
    body: { decision: 'reject', reason: 'duplicate', alternative: { advice: 'x' } },
    said: { decision: 'reject' },
  },
  { path: 'decisions', body: { decision: 'redirect', to: { institution: 'T02' } }, said: { decision: 'redirect' } },
  {
    path: 'decisions',
    body: { decision: 'return-for-info', questions: ['other'] },
    said: { decision: 'return-for-info' },
  },
  { path: 'patient-choices', body: { to: { institution: 'T02' }, wish: WISH }, said: { wish: WISH } },
  { path: 'answers', body: { text: 'x' } },
  { path: 'unit-requests', body: { sessionId: '0195f000-0000-7000-8000-000000000020' } },
  { path: 'wait-requests', body: {} },
  { path: 'confirmations', body: {} },
  { path: 'confirmations', body: { wish: WISH }, said: { wish: WISH } },
  { path: 'reschedules', body: { sessionId: '0195f000-0000-7000-8000-000000000022' } },
  { path: 'first-contacts', body: { at: AT } },
  { path: 'arrivals', body: {} },
  { path: 'no-shows', body: {} },
  { path: 'contact-attempts', body: {} },
  { path: 'departures', body: {} },
  { path: 'care-starts', body: {} },
  {
    path: 'outcomes',
    body: { outcome: 'left-care', finalDiagnosis: [], adviceToFamilyDoctor: 'x', followUpNeeded: false },
  },
  { path: 'outcome-queries', body: { text: 'x' } },
  { path: 'acknowledgements', body: { followUp: { at: AT, text: 'x' } } },
  { path: 'cancellations', body: { reason: 'recovered' } },
  { path: 'cancellations', body: { reason: 'recovered', wish: WISH }, said: { wish: WISH } },
  { path: 'extensions', body: {} },
  { path: 'expirations', body: {} },
  { path: 'reopenings', body: {} },
  { path: 'alert-acknowledgements', body: {} },
  { path: 'form-completions', body: {} },
  { path: 'voids', body: { text: 'wrong patient' } },
];

/** A handler of `POST /v1/referrals/{id}/<path>` as the framework would call it. */
export interface Entrance {
  path: string;
  roles: readonly Role[];
  call(write: Write, id: string, body: object): Promise<unknown>;
}

const POST = 1;

/** All commands of these controllers on one referral. */
export function entrancesOf(controllers: readonly object[]): Entrance[] {
  return controllers.flatMap((controller) => {
    const prototype = Object.getPrototypeOf(controller) as Record<string, object>;
    return Object.getOwnPropertyNames(prototype).flatMap((name): Entrance[] => {
      const handler = prototype[name] as (write: Write, id: string, body: object) => Promise<unknown>;
      if (Reflect.getMetadata(METHOD_METADATA, handler) !== POST) return [];
      const path = String(Reflect.getMetadata(PATH_METADATA, handler));
      const command = /^(?:referrals\/)?:id\/([a-z-]+)$/.exec(path)?.[1];
      if (!command) return [];
      const roles = Reflect.getMetadata(ROLES_KEY, handler) as Role[];
      return [{ path: command, roles, call: (write, id, body) => handler.call(controller, write, id, body) }];
    });
  });
}

/** Whether the caller was let through: what is wrong with a body is said only to who may do it. */
export async function isLetThrough(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.status === 400 || error.status === 422;
  }
}
