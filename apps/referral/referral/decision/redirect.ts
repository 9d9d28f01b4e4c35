import { localDate } from '#service/calendar/local-time.js';
import { judgeReceiver } from '../../gate/verdict/verdict-again.js';
import type { Institution } from '../../network/institution.entity.js';
import { decisionCap, decisionTimes } from '../deadline/deadline.js';
import type { Terms } from '../deadline/terms.js';
import type { Guarded } from '../road/guard.js';
import type { Passage } from '../road/road.js';
import { termsFor } from '../road/situation.js';
import { EMPTY_HANDS, type ReferralRow } from '../store/referral.row.js';
import { describeReceiver, examineReceiver, type Question, type Receiver } from '../submission/receiver.js';
import { acceptedAtOnce, takesEveryVisit } from '../submission/submit.js';

/** What has not been tried yet: every candidate but the present receiver (domain §8.3). */
export function untried(row: ReferralRow): ReferralRow['candidates'] {
  return row.candidates.filter((one) => one.institution !== row.toInstitution);
}

/** True where a rejection or silence goes on to the next candidate instead of ending the referral. */
export function goesOn({ row, terms }: { row: ReferralRow; terms: Terms }): boolean {
  return (
    row.autoNext && row.urgencyClass !== 'U1' && untried(row).length > 0 && row.hop < terms.count('redirect.maxHops')
  );
}

/** Where a referral goes on to by itself, and what is left to be tried after that. */
export interface NextChoice {
  to: Institution;
  candidates: ReferralRow['candidates'];
  /** Who stood before it and does not keep the rules any more. */
  passedOver: { institution: string; rules: string[] }[];
}

/**
 * The next candidate that keeps V01–V06 today: one may have closed, or left the network, since the submission.
 * Undefined where none is left, or the hops are used up.
 */
export function nextChoice(at: Guarded): NextChoice | undefined {
  const from = at.network.institution(at.row.fromInstitution);
  if (!from || !goesOn(at)) return undefined;
  const question = questionAgain(at, from);
  const examined = untried(at.row).map((candidate) => {
    const one = at.network.institution(candidate.institution);
    const rules = one ? examineReceiver(at.network, question, one, '').errors.map(({ rule = 'V06' }) => rule) : ['V06'];
    return { candidate, institution: candidate.institution, rules };
  });
  const candidates = examined.filter(({ rules }) => rules.length === 0).map(({ candidate }) => candidate);
  const to = at.network.institution(candidates[0]?.institution ?? '');
  const first = examined.findIndex(({ rules }) => rules.length === 0);
  const passedOver = examined.slice(0, first).map(({ institution, rules }) => ({ institution, rules }));
  return to && { to, candidates, passedOver };
}

/** The question of V01–V06 once more, as it was asked at submit. */
export function questionAgain({ row, terms }: Guarded, from: Institution): Question {
  const contracted = row.entitlement === 'family-doctor';
  return {
    county: row.county,
    from,
    direction: row.direction,
    urgencyClass: row.urgencyClass,
    origin: row.origin,
    deptCode: row.toDepartment,
    wish: row.requested,
    reasons: reasonsOf(row),
    ...(row.explanation.request?.diagnosis ? { diagnosis: row.explanation.request.diagnosis } : {}),
    ...(row.explanation.request?.approved ? { approved: row.explanation.request.approved } : {}),
    contractActive: contracted,
    doctorInTeam: contracted,
    day: localDate(terms.now),
  };
}

/** What of the form's reasons V02 and V04 look at. */
function reasonsOf({ verdict, explanation }: ReferralRow): string[] {
  const { skipReason } = verdict.inputs.referral ?? {};
  return [...(skipReason ? [skipReason] : []), ...(explanation.request?.anyPair ? ['patient-request'] : [])];
}

/**
 * The row after T15: another receiver, one hop more, the full time for the decision again, verdict recomputed. The old
 * responsibility stays until the new acceptance; reservation releases the old unit and tries a new one.
 */
export function redirectedTo(
  at: Guarded,
  to: Institution,
  candidates: ReferralRow['candidates'],
  moment: 'redirect' | 'choice' = 'redirect',
): Partial<ReferralRow> {
  const { row, terms, network } = at;
  const from = network.institution(row.fromInstitution);
  const receiver = from && describeReceiver(network, questionAgain(at, from), to);
  const theirs = termsFor({ ...row, toInstitution: to.code }, network, terms.now);
  const times = decisionTimes(row, terms.now, theirs);
  const isAutomatic = takesEveryVisit(row, theirs);
  return {
    toCounty: to.county,
    toInstitution: to.code,
    toPractitioner: null,
    previousInstitution: row.toInstitution,
    previousCounty: row.toCounty,
    hop: row.hop + 1,
    candidates: isAutomatic ? [{ county: to.county, institution: to.code }] : candidates,
    ...(receiver ? receivedBy(at, receiver, moment) : {}),
    ...EMPTY_HANDS,
    handoffCounty: null,
    handoffInstitution: null,
    progress: {
      ...row.progress,
      acceptedAt: undefined,
      wayBy: undefined,
      decideCapAt: decisionCap(row, terms).toISOString(),
    },
    placeBy: null,
    decideBy: times.decideBy,
    // Also where nobody is left after this one: silence is a task of the desk then.
    noDecisionAt: row.autoNext && row.urgencyClass !== 'U1' ? times.noDecisionAt : null,
  };
}

/** What hangs on the pair of both sides: right to the reserve, verdict, and the mark of V04. */
function receivedBy(at: Guarded, receiver: Receiver, moment: 'redirect' | 'choice'): Partial<ReferralRow> {
  const { outOfNetwork: _, ...marks } = at.row.marks;
  return {
    entitlement: receiver.right.entitlement,
    verdict: verdictAgain(at, receiver, moment),
    marks: { ...marks, ...(receiver.pair === 'none' ? { outOfNetwork: true as const } : {}) },
  };
}

function verdictAgain(
  { row, network, terms }: Guarded,
  { institution: to, pair }: Receiver,
  moment: 'redirect' | 'choice',
) {
  return judgeReceiver(row.verdict, { to, pair, moment, network, at: terms.now });
}

/** After T15: where the new receiver takes every visit, it has accepted with that (T06 by S); who sent it on keeps the trace. */
export function acceptedWhereAutomatic(passage: Passage, { network, terms }: Guarded): Passage {
  const { previousInstitution, previousCounty } = passage.row;
  const theirs = termsFor(passage.row, network, terms.now);
  if (!takesEveryVisit(passage.row, theirs)) return passage;
  return acceptedAtOnce(passage, theirs, { previousInstitution, previousCounty });
}
