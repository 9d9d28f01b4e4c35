import type { Entitlement, NoUnitReason, UrgencyClass } from '#contracts/codes.js';
import { type Counters, type Deltas, freeUnits, openLimit, openTaken, plus, settled, unreleased } from './counters.js';

/** On whose behalf a unit is asked for: V05 right, other referral, self-service, or U1 (domain §7.3). */
export type Asker = 'family' | 'other' | 'public' | 'emergency';
/** Which counter a taken unit stands in. */
export type Taker = Asker;

/** The state of a session's clock at the moment of asking. */
export interface Moment {
  familyOpen: boolean;
  publicOpen: boolean;
  /** Release stages that have run: 0 to 3. */
  stage: number;
  /** w of domain §7.3: released less than 60 min ago and not yet taken by a primary doctor. */
  fresh: number;
  /** The units added after stage 2 still wait for family doctors (domain §7.7). */
  lateSupply?: boolean;
}

/** One step of a take, as the ledger knows it. */
export interface Step {
  kind: 'hold' | 'u1-override' | 'emergency-extra';
  deltas: Deltas;
}

export type Verdict =
  | { granted: true; taker: Taker; fromReserve: boolean; extra: boolean; steps: Step[] }
  | { granted: false; reason: Exclude<NoUnitReason, 'no-session' | 'overlap' | 'frozen'> };

export const askerOf = (entitlement: Entitlement): Asker =>
  entitlement === 'family-doctor' ? 'family' : entitlement === 'emergency' ? 'emergency' : 'other';

/**
 * Who is treated as what: after stage 2 a family doctor's U4 stands in line with other referrals, since the
 * held-back units are for U2 and U3; while late supply waits for family doctors, it does not (domain §7.3, §7.7).
 */
export function standingOf(
  asker: Asker,
  urgencyClass: UrgencyClass | undefined,
  { stage, lateSupply }: Pick<Moment, 'stage' | 'lateSupply'>,
): Asker {
  return asker === 'family' && urgencyClass === 'U4' && stage >= 2 && !lateSupply ? 'other' : asker;
}

/** Whether one more unit may be taken, and what it does to the counters (domain §7.3). */
export function mayTake(asker: Asker, urgencyClass: UrgencyClass | undefined, c: Counters, moment: Moment): Verdict {
  const standing = standingOf(asker, urgencyClass, moment);
  if (standing === 'emergency') return emergency(c);
  if (standing === 'family') return family(c, moment);
  if (!moment.publicOpen) return refused('not-open');
  const limit = openLimit(c, standing === 'public' ? moment.fresh : 0);
  if (openTaken(c) + 1 > limit) return refused(freeUnits(c) > 0 ? 'protected' : 'full');
  return taken(standing, c, standing === 'other' ? { otherTaken: 1 } : { publicTaken: 1 });
}

function family(c: Counters, moment: Moment): Verdict {
  if (!moment.familyOpen) return refused('not-open');
  if (freeUnits(c) < 1) return refused('full');
  if (!moment.publicOpen && c.familyTaken + 1 > unreleased(c)) return refused('not-open');
  return taken('family', c, { familyTaken: 1 }, c.familyTaken < unreleased(c));
}

/** U1 takes any free unit, a protected one too; with none free a unit is added outside the base (TV25, TV26). */
function emergency(c: Counters): Verdict {
  const steps: Step[] = [];
  const extra = freeUnits(c) < 1;
  const override = !extra && openTaken(c) + 1 > openLimit(c);
  if (extra) steps.push({ kind: 'emergency-extra', deltas: { extra: 1 } });
  if (override) steps.push({ kind: 'u1-override', deltas: { released: 1 } });
  steps.push({ kind: 'hold', deltas: { emergencyTaken: 1 } });
  return { granted: true, taker: 'emergency', fromReserve: override, extra, steps };
}

function taken(taker: Taker, c: Counters, deltas: Deltas, fromReserve = false): Verdict {
  return { granted: true, taker, fromReserve, extra: false, steps: [{ kind: 'hold', deltas: settled(c, deltas) }] };
}

const refused = (reason: 'not-open' | 'full' | 'protected'): Verdict => ({ granted: false, reason });

/** What a unit that is given back does to the counters (domain §7.6). */
export function giveBack(taker: Taker, extra: boolean, c: Counters, stage: number): { back: Deltas; release: Deltas } {
  if (taker === 'family') {
    const opens = stage >= 2 && c.familyTaken <= unreleased(c);
    const back = settled(c, { familyTaken: -1 });
    return { back, release: opens ? settled(plus(c, back), { released: 1 }) : {} };
  }
  if (taker === 'other') return { back: settled(c, { otherTaken: -1 }), release: {} };
  if (taker === 'public') return { back: settled(c, { publicTaken: -1 }), release: {} };
  // An extra unit existed for its one patient only: it leaves with the patient.
  return { back: settled(c, extra ? { emergencyTaken: -1, extra: -1 } : { emergencyTaken: -1 }), release: {} };
}
