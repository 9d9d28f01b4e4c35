import { v7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.js';
import type { Candidate, UnitWanted } from '#contracts/parts.js';
import type { FormHoldChanged, ReferralChanged } from '#contracts/referral.events.js';
import { askerOf } from '../reserve/rule.js';
import type { WaitEntry } from '../wait-list/wait-entry.entity.js';
import type { Claim } from './claim.store.js';
import type { Purpose, UnitRequest } from './request.js';

/** Name under which this service notes messages as applied. */
export const CONSUMER = 'reservation';

/** What every event says that may move supply: of a draft that holds a unit, or of a referral. */
export type Happening = FormHoldChanged | ReferralChanged;

/** An event of a referral as it arrived. */
export interface Arrived<D extends Happening = ReferralChanged> {
  envelope: Pick<Envelope, 'id' | 'county' | 'aggregateVersion'>;
  data: D;
}

/** Institutions that may receive the patient; without any the target itself. */
export function candidatesOf(data: Happening, wanted: UnitWanted | undefined): readonly Candidate[] {
  if (wanted && wanted.candidates.length > 0) return wanted.candidates;
  return [{ county: data.toCounty, institution: data.toInstitution }];
}

export function claimOf({ envelope, data }: Arrived<Happening>, wanted: UnitWanted | undefined, ended = false): Claim {
  const counties = [...new Set(candidatesOf(data, wanted).map(({ county }) => county))];
  return {
    county: data.referralCounty,
    referralId: data.referralId,
    version: envelope.aggregateVersion,
    hop: data.hop,
    ended,
    counties,
    // A draft has no number yet, and no place in a wait list.
    wish:
      wanted && 'referralNo' in data
        ? { referralNo: data.referralNo, wanted: { ...wanted, candidates: [...candidatesOf(data, wanted)] } }
        : null,
  };
}

export function requestOf(
  { envelope, data }: Arrived<Happening>,
  wanted: UnitWanted,
  purpose: Exclude<Purpose, 'booking'>,
): UnitRequest {
  return {
    asker: askerOf(wanted.entitlement),
    urgencyClass: wanted.urgencyClass,
    entitlement: wanted.entitlement,
    pool: wanted.pool,
    group: wanted.group,
    doctorId: wanted.doctorId,
    earliest: new Date(wanted.earliest),
    latest: new Date(wanted.latest),
    candidates: candidatesOf(data, wanted),
    patientId: data.patientId,
    purpose,
    decideBy: new Date(wanted.decideBy),
    referral: { county: data.referralCounty, id: data.referralId, hop: data.hop },
    referringInstitution: wanted.referringInstitution,
    bundle: bundleOf(wanted),
    channel: 'fd-referral',
    actor: data.actor.id,
    causeId: envelope.id,
  };
}

/** An emergency takes what there is: it waits for no combination. */
const bundleOf = ({ entitlement, bundle }: UnitWanted) =>
  entitlement !== 'emergency' && bundle?.length ? bundle : undefined;

/** The place of a referral that found no unit: in the list of its first candidate, open to the others of that county. */
export function entryOf({ data }: Arrived, wanted: UnitWanted, now: Date): WaitEntry {
  const candidates = candidatesOf(data, wanted);
  const first = candidates[0] as Candidate;
  return {
    county: first.county,
    id: v7(),
    version: 1,
    pool: wanted.pool,
    group: wanted.group,
    institution: first.institution,
    institutions: candidates.filter(({ county }) => county === first.county).map(({ institution }) => institution),
    doctorId: wanted.doctorId ?? null,
    earliest: new Date(wanted.earliest),
    latest: new Date(wanted.latest),
    validUntil: new Date(wanted.validUntil),
    entitlement: wanted.entitlement,
    urgencyClass: wanted.urgencyClass,
    displaced: false,
    greenChannel: wanted.greenChannel ?? false,
    referringInstitution: wanted.referringInstitution,
    waitingSince: now,
    referralNo: data.referralNo,
    referralCounty: data.referralCounty,
    referralId: data.referralId,
    hop: data.hop,
    patientId: data.patientId,
    state: 'waiting',
    lapses: 0,
    offeredInstitution: null,
    offeredAt: null,
    taskDueAt: null,
    leftReason: null,
    bundle: bundleOf(wanted) ?? null,
  };
}
