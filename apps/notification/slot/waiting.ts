import type { ReferralState, UrgencyClass } from '#contracts/codes.js';
import type { Envelope } from '#contracts/envelope.js';
import type { UnitWanted } from '#contracts/parts.js';
import type { ReferralChanged } from '#contracts/referral.events.js';

/** States in which a patient may still be looking for a unit (domain §5.1). */
export const LOOKING: readonly ReferralState[] = [
  'submitted',
  'under-review',
  'returned',
  'accepted',
  'waitlisted',
  'reserved',
];

type Wanted = Pick<UnitWanted, 'entitlement' | 'pool' | 'group' | 'validUntil'>;

/** What is known of a referral on its way up: whether its patient still looks for a unit, and for which. */
export interface Waiting {
  readonly county: string;
  readonly referralId: string;
  readonly referralNo: string;
  readonly institution: string;
  readonly version: number;
  readonly state: string;
  readonly urgencyClass: UrgencyClass;
  readonly heldUntil?: string;
  readonly died: boolean;
  readonly wanted?: Wanted & { version: number };
}

type Data = ReferralChanged & { wanted?: UnitWanted; holdUntil?: string };

/** What a batch of messages says of each referral, whatever their order. Pure. */
export function waitingOf(messages: readonly Envelope[]): Waiting[] {
  const found = new Map<string, Waiting>();
  for (const message of messages) {
    const data = message.data as Partial<Data>;
    if (!message.name.startsWith('referral.') || data.direction !== 'up' || !data.toState) continue;
    const one = waiting(message, data as Data);
    const known = found.get(one.referralId);
    found.set(one.referralId, known ? merged(known, one) : one);
  }
  return [...found.values()].sort((a, b) => (a.referralId < b.referralId ? -1 : 1));
}

function waiting({ name, aggregateVersion: version }: Envelope, data: Data): Waiting {
  const { wanted } = data;
  return {
    county: data.referralCounty,
    referralId: data.referralId,
    referralNo: data.referralNo,
    institution: data.fromInstitution,
    version,
    state: data.toState,
    urgencyClass: data.urgencyClass,
    ...(data.holdUntil ? { heldUntil: data.holdUntil } : {}),
    died: name === 'referral.patient-died.v1',
    ...(wanted ? { wanted: { ...wanted, version } } : {}),
  };
}

function merged(a: Waiting, b: Waiting): Waiting {
  const later = a.version > b.version ? a : b;
  const wanted = [a.wanted, b.wanted].filter((one) => one !== undefined).sort((x, y) => y.version - x.version)[0];
  return { ...later, died: a.died || b.died, ...(wanted ? { wanted } : {}) };
}

/** Why a subscription for this patient is over; undefined as long as he looks for a unit. */
export function endOf({
  state,
  died,
}: Pick<Waiting, 'state' | 'died'>): 'died' | 'has-unit' | 'referral-ended' | undefined {
  if (died) return 'died';
  if (LOOKING.includes(state as ReferralState)) return undefined;
  return ['confirmed', 'arrived', 'in-care'].includes(state) ? 'has-unit' : 'referral-ended';
}
