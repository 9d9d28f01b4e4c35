import { refusalOf } from '../problem/reach';
import type { Role, Session } from '../session/session';
import { keep, kept } from './outbox/device';
import { wipe } from './outbox/outbox';

export type { Session } from '../session/session';

/** Who uses the light mode: asked of the door, or, without a network, whom the door knew here a short while ago. */
export interface Who {
  readonly session?: Session;
  /** Whether the door has confirmed it now. */
  readonly confirmed: boolean;
}

interface Known {
  readonly session: Session;
  readonly at: number;
}

/** A phone is passed on: without a network, drafts open only to whom the door has confirmed within these hours. */
const TRUST_MILLISECONDS = 12 * 3_600_000;
const KEY = 'who';

/** Whose drafts these are: an account in one post. */
export function ownerOf({ account, institution }: Session): string {
  return `${account}@${institution}`;
}

/** The roles that the API gives a list of patients. */
const LISTED: readonly Role[] = ['family-doctor', 'primary-doctor', 'team-member', 'referral-clerk'];

/** Whether the user has patients before he refers one; an ambulance has none. */
export const knowsPatients = ({ roles }: Session): boolean => roles.some((role) => LISTED.includes(role));

/** @throws Problem when the door refuses for another reason than that nobody is signed in */
export async function askWho(): Promise<Who> {
  let answer: Response;
  try {
    answer = await fetch('/session');
  } catch {
    return recalled();
  }
  if (answer.status === 401) return { confirmed: true };
  if (answer.status >= 500) return recalled();
  if (!answer.ok) throw await refusalOf(answer);
  const session = (await answer.json()) as Session;
  await keep(KEY, { session, at: Date.now() } satisfies Known);
  return { session, confirmed: true };
}

async function recalled(): Promise<Who> {
  const known = await kept<Known>(KEY);
  const isFresh = known && Date.now() - known.at < TRUST_MILLISECONDS;
  return { ...(isFresh ? { session: known.session } : {}), confirmed: false };
}

/**
 * Signs out and leaves nothing of anybody on this device.
 * @returns false where the door could not be told: then the session lives on, and with it everything that is here
 */
export async function leave(): Promise<boolean> {
  const answer = await fetch('/session/end', { method: 'POST' }).catch(() => undefined);
  if (!answer?.ok && answer?.status !== 401) return false;
  await wipe();
  location.assign('/light/');
  return true;
}

/** Where to sign in and come back to this screen. */
export function signInAddress(): string {
  return `/session/begin?return=${encodeURIComponent(location.pathname + location.search)}`;
}
