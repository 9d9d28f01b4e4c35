import type { Entitlement, Pool, UrgencyClass } from '#contracts/codes.js';
import type { BundlePart, Candidate } from '#contracts/parts.js';
import { MINUTE_MS } from '#service/calendar/local-time.js';
import type { Asker } from '../reserve/rule.js';
import type { Search } from '../supply/room.store.js';
import type { Channel } from './reservation.entity.js';

/** The referral behind a request; public bookings have none. */
export interface ReferralRef {
  county: string;
  id: string;
  hop: number;
}

/**
 * What a hold is for: a form that is being filled, the review, a place after acceptance, an offer to a waiting entry, or
 * at once a booking.
 */
export type Purpose = 'form' | 'review' | 'placement' | 'wait-list' | 'booking';

/** Somebody asks for a unit: the earliest inside the window at the first candidate that has one. */
export interface UnitRequest {
  asker: Asker;
  urgencyClass?: UrgencyClass;
  entitlement?: Entitlement;
  pool: Pool;
  group: string;
  doctorId?: string;
  /** Only this session will do. */
  sessionId?: string;
  earliest: Date;
  latest: Date;
  /** Sessions that must not be chosen: whoever was displaced from them. */
  avoid?: ReadonlySet<string>;
  /** In the order of preference. */
  candidates: readonly Candidate[];
  patientId: string;
  purpose: Purpose;
  /** A review hold lasts at least so long. */
  decideBy?: Date;
  referral?: ReferralRef;
  referringInstitution?: string;
  waitEntryId?: string;
  /** The lost unit in whose place this one comes: the referral is told of both at once. */
  replaces?: string;
  /** End of a hold that only takes another one's place. */
  holdUntil?: Date;
  /** What must be had together with this unit. */
  bundle?: readonly BundlePart[];
  /** Set while a bundle is taken: which one, and which part of it this is. */
  bundleId?: string;
  bundlePart?: number;
  channel: Channel;
  /** A booking's name in the hospital's own system, and a hash of what is asked for under it. */
  external?: { id: string; contentHash: string };
  /** Account name, or `system`. */
  actor: string;
  /** The message that asks. */
  causeId?: string;
}

const upToMinute = (instant: Date): Date => new Date(Math.ceil(instant.getTime() / MINUTE_MS) * MINUTE_MS);
const downToMinute = (instant: Date): Date => new Date(Math.floor(instant.getTime() / MINUTE_MS) * MINUTE_MS);

/**
 * Where a request looks, in its order of preference. Sessions begin on whole minutes, so a window may be cut to such:
 * requests of one minute then look in the same window, and a batch of them looks once.
 */
export function searchesOf(request: UnitRequest): Search[] {
  const { pool, group, doctorId, sessionId, asker, urgencyClass } = request;
  const earliest = upToMinute(request.earliest);
  const latest = downToMinute(request.latest);
  return request.candidates.map(({ county, institution }) => ({
    county,
    institution,
    pool,
    group,
    doctorId,
    sessionId,
    earliest,
    latest,
    asker,
    urgencyClass,
  }));
}

const URGENCY = ['U1', 'U2', 'U3', 'U4'];
const ENTITLED: Asker[] = ['emergency', 'family', 'other', 'public'];

/**
 * The order inside a batch, and the only place where it stands: urgency, then entitlement, then arrival. Self-service
 * has no urgency class and comes last. A batch is what waits while another one runs, a few milliseconds, so nobody is
 * overtaken for longer than that.
 */
export function inOrder<R extends UnitRequest>(requests: readonly R[]): R[] {
  const urgency = ({ urgencyClass }: UnitRequest) => (urgencyClass ? URGENCY.indexOf(urgencyClass) : URGENCY.length);
  return [...requests].sort((a, b) => urgency(a) - urgency(b) || ENTITLED.indexOf(a.asker) - ENTITLED.indexOf(b.asker));
}
