import type { Direction, Entitlement, UrgencyClass } from '#contracts/codes.js';
import type { Candidate } from '#contracts/parts.js';
import type { FieldError } from '#service/problem/problem.js';
import { type ReserveRight, reserveRight } from '../../gate/entitlement.js';
import { SKIP_REASONS } from '../../gate/verdict/verdict.js';
import { holdsOn } from '../../network/dated.js';
import type { Institution } from '../../network/institution.entity.js';
import type { Network, Pair } from '../../network/network.js';
import { rankOf } from '../../network/tiers.js';
import type { Origin } from '../form/form.codes.js';
import type { Warning, Wish } from '../store/referral.row.js';

/** Who refers whom to where, as far as V01–V06 need it. */
export interface Question {
  county: string;
  from: Institution;
  direction: Direction;
  urgencyClass: UrgencyClass;
  origin: Origin;
  deptCode: string;
  wish: Wish | null;
  reasons: readonly string[];
  /** Leading diagnosis, ICD-10. */
  diagnosis?: string;
  contractActive: boolean;
  doctorInTeam: boolean;
  /** Outside of the network, approved for this referral or the way back from one: the pair counts as agreed (V04). */
  approved?: string;
  /** Local date. */
  day: string;
}

export interface Receiver {
  institution: Institution;
  pair: Pair;
  right: ReserveRight;
}

/** A rule that is not kept: an error, for U1 a warning (domain §4.8). */
export interface Findings {
  errors: FieldError[];
  warnings: Warning[];
}

/** V01–V04 and V06 for one receiver. `field` is where the caller named it. */
export function examineReceiver(network: Network, question: Question, to: Institution, field: string): Findings {
  const broken = [
    ...directionFaults(question, to),
    ...tierFaults(network, question, to),
    ...pairFaults(network, question, to),
    ...capabilityFaults(network, question, to),
  ];
  if (question.urgencyClass === 'U1') return { errors: [], warnings: broken };
  const errors = broken.map((fault) => ({ ...fault, field }));
  return { errors, warnings: errors.length === 0 ? outsideOf(network, question, to) : [] };
}

/** V05 and what both sides have in common. */
export function describeReceiver(network: Network, question: Question, to: Institution): Receiver {
  const { from, direction, urgencyClass, origin, contractActive, doctorInTeam, day } = question;
  const ours = network.consortiumOf(from.code, day)?.id;
  const sameConsortium = ours !== undefined && network.consortiumOf(to.code, day)?.id === ours;
  const asked = { direction, urgencyClass, origin, contractActive, doctorInTeam };
  return {
    institution: to,
    pair: pairFor(network, question, to),
    right: reserveRight({ ...asked, holderTier: to.tier, sameConsortium }),
  };
}

/** V03, V04, an approval of this very referral, or the way back from one. */
function pairFor(network: Network, { from, direction, deptCode, approved, day }: Question, to: Institution): Pair {
  const pair = network.pair(from.code, to.code, direction, deptCode, day);
  return pair === 'none' && approved === to.code ? 'agreement' : pair;
}

/** The candidates that reservation may choose from: those that have the same right to the reserve as the first. */
export function candidatesWith(
  entitlement: Entitlement,
  network: Network,
  question: Question,
  codes: readonly string[],
): Candidate[] {
  return codes.flatMap((code) => {
    const institution = network.institution(code);
    if (!institution) return [];
    const { right } = describeReceiver(network, question, institution);
    return right.entitlement === entitlement ? [{ county: institution.county, institution: code }] : [];
  });
}

function directionFaults({ from, direction }: Question, to: Institution): Warning[] {
  const step = rankOf(to.type) - rankOf(from.type);
  const fits = direction === 'up' ? step > 0 : direction === 'down' ? step < 0 : step === 0 && to.code !== from.code;
  if (fits) return [];
  return [
    { rule: 'V01', code: 'wrong-direction', message: `${to.code} does not stand ${direction} from ${from.code}.` },
  ];
}

function tierFaults(network: Network, { from, direction, reasons, day }: Question, to: Institution): Warning[] {
  if (direction !== 'up' || to.tier - from.tier <= 1) return [];
  const excused = reasons.some((reason) => SKIP_REASONS.includes(reason));
  if (excused || network.rules.flag('tier.allowSkip', { county: network.county }, day)) return [];
  return [
    {
      rule: 'V02',
      code: 'tier-skipped',
      message: 'Passing over a tier needs a reason: critical, no-subject, no-equipment.',
    },
  ];
}

function pairFaults(network: Network, question: Question, to: Institution): Warning[] {
  const { urgencyClass, reasons } = question;
  if (urgencyClass === 'U2' || reasons.includes('patient-request')) return [];
  return outsideOf(network, question, to);
}

/** V04: nothing joins the two sides; for an urgent referral and by the patient's wish a note, else a fault. */
function outsideOf(network: Network, question: Question, to: Institution): Warning[] {
  if (pairFor(network, question, to) !== 'none') return [];
  return [
    {
      rule: 'V04',
      code: 'out-of-network',
      message: `${to.code} shares neither consortium nor agreement with ${question.from.code}.`,
    },
  ];
}

function capabilityFaults(network: Network, question: Question, to: Institution): Warning[] {
  const { deptCode, wish, day, diagnosis } = question;
  if (!holdsOn(to, day) || !to.online)
    return [lacking(to, 'not-in-service', 'licence in force, or takes no referrals now')];
  const needs = [
    { ...wish, deptCode },
    ...(wish?.bundle ?? []).map((part) => ({ ...part, deptCode: part.deptCode ?? deptCode })),
  ];
  const faults = needs.flatMap((need) => needFaults(network, need, to, day)).slice(0, 1);
  if (faults.length > 0 || !diagnosis || network.treats(to.code, deptCode, diagnosis, day)) return faults;
  return [lacking(to, 'diagnosis-not-treated', `treatment of ${diagnosis} in department ${deptCode}`)];
}

/** Whether the receiver has the main unit's kind of supply, or that of a part of the bundle. */
function needFaults(
  network: Network,
  { deptCode, pool, examItem, bedClass }: Partial<Wish> & { deptCode: string },
  to: Institution,
  day: string,
): Warning[] {
  const department = network.capability(to.code, deptCode, day);
  if (!department) return [lacking(to, 'no-department', `department ${deptCode}`)];
  if (pool && !department.pools.includes(pool)) return [lacking(to, 'no-such-supply', `supply of the kind ${pool}`)];
  if (examItem && !department.examItems.includes(examItem)) return [lacking(to, 'no-exam-item', examItem)];
  if (bedClass && !department.bedClasses.includes(bedClass)) return [lacking(to, 'no-bed-class', bedClass)];
  return [];
}

const lacking = (to: Institution, code: string, what: string): Warning => ({
  rule: 'V06',
  code,
  message: `${to.code} has no ${what}.`,
});

/** Institutions that have all parts of a bundle; the ranking looks at the main unit only. */
export function withBundle(network: Network, question: Question, codes: readonly string[]): string[] {
  const bundle = question.wish?.bundle ?? [];
  if (bundle.length === 0) return [...codes];
  return codes.filter((code) => {
    const to = network.institution(code);
    return to !== undefined && capabilityFaults(network, question, to).length === 0;
  });
}
