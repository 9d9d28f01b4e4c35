import type { UrgencyClass } from '#contracts/codes.js';
import { inRanges } from '../../diagnosis/icd10-range.js';
import { categoryOf } from '../../diagnosis/leading.js';
import type { CareType } from '../../insurance/insurance.codes.js';
import type { KnownEvidence } from './evidence.js';
import type { ExemptionRules } from './exemption-rules.js';

export const EXEMPTIONS = [
  'EX01',
  'EX02',
  'EX03',
  'EX04',
  'EX05',
  'EX06',
  'EX07',
  'EX08',
  'EX09',
  'EX10',
  'EX11',
] as const;
export type ExemptionCode = (typeof EXEMPTIONS)[number];

/** Exemptions that tell a disease by themselves: their code is shown only to who treats the patient (domain §14). */
export const SENSITIVE_EXEMPTIONS: readonly ExemptionCode[] = ['EX06', 'EX07'];

/** A discharge or operation at a hospital. */
export interface Discharge {
  institution: string;
  icd10: string;
  /** Local date. */
  on: string;
}

/** Facts that may open an exemption (domain §3.1); kept with the verdict. */
export interface ExemptionFacts {
  county: string;
  /** Class of the signed referral; null without one. */
  urgencyClass: UrgencyClass | null;
  careType: CareType | 'emergency';
  /** `YYYY-MM-DD`. */
  birthDate: string;
  sexCode: number;
  /** Division code of the residence. */
  divisionCode: string;
  /** A contract in force that day. */
  contractActive: boolean;
  /** A referral of a doctor at tier 1–2. */
  referredByPrimary: boolean;
  deptCode: string | null;
  /** Leading diagnosis; null = not known. */
  icd10: string | null;
  coverage: { poolingArea: string; chronicSpecial: string[] } | null;
  discharges: Discharge[];
  evidence: KnownEvidence;
  /** The exemption that somebody claims. */
  claimed: ExemptionCode | null;
}

/** What became of one exemption that was claimed or lay near. */
export interface Considered {
  code: ExemptionCode;
  holds: boolean;
  /** What is missing or stands against it. */
  missing: string[];
}

type Finding = 'holds' | 'not-concerned' | string[];
type Test = (facts: ExemptionFacts, rules: ExemptionRules) => Finding;

/** Each exemption by its evidence. `not-concerned`: nothing points to it. */
const TESTS: Record<ExemptionCode, Test> = {
  EX01: ({ urgencyClass, careType, evidence: { triage } }, rules) => {
    // Class and vital signs of a signed U1 or U2 are the record of its triage (V13).
    if (urgencyClass === 'U1' || urgencyClass === 'U2') return 'holds';
    // A doctor who has signed a later class cannot make an emergency of it by a paper.
    if (triage && urgencyClass !== null && careType !== 'emergency') return ['emergency-care'];
    if (triage) return rules.hoursSince(triage.at) <= rules.triageMaxAgeHours ? 'holds' : ['triage-record-too-old'];
    return careType === 'emergency' ? ['triage-record'] : 'not-concerned';
  },
  EX02: ({ sexCode, icd10, evidence: { maternal } }, rules) => {
    if (!maternal) return icd10 && inRanges(icd10, rules.maternal) ? ['maternal-record'] : 'not-concerned';
    if (sexCode === 1) return ['record-of-a-woman'];
    const { deliveredOn } = maternal;
    const inTime = deliveredOn === undefined || rules.daysSince(deliveredOn) <= rules.postpartumDays;
    return inTime ? 'holds' : ['delivery-too-long-ago'];
  },
  EX03: ({ birthDate }, rules) =>
    ageInYears(birthDate, rules.day) < rules.childBelowYears ? 'holds' : 'not-concerned',
  EX04: ({ discharges, icd10 }, rules) => {
    if (discharges.length === 0) return 'not-concerned';
    if (!icd10) return ['diagnosis'];
    const same = discharges.filter((one) => categoryOf(one.icd10) === categoryOf(icd10));
    if (same.length === 0) return 'not-concerned';
    const there = same.filter((one) => one.institution === rules.institution);
    if (there.length === 0) return ['discharge-of-this-hospital'];
    return there.some(({ on }) => rules.daysSince(on) <= rules.revisitDays) ? 'holds' : ['discharge-too-long-ago'];
  },
  EX05: ({ coverage, icd10, claimed }, rules) => {
    const flags = icd10 ? rules.chronicSpecialOf(icd10) : [];
    if (flags.some((flag) => coverage?.chronicSpecial.includes(flag))) return 'holds';
    // A chronic disease alone, without an approval, is nothing special.
    return flags.length > 0 && !coverage && claimed === 'EX05' ? ['coverage'] : 'not-concerned';
  },
  EX06: ({ icd10, evidence: { infectiousReport } }, rules) => {
    const designated = icd10 !== null && inRanges(icd10, rules.infectious);
    if (!infectiousReport) return designated ? ['infectious-report-no'] : 'not-concerned';
    return designated ? 'holds' : ['designated-infectious-disease'];
  },
  EX07: ({ icd10, evidence: { mentalRegister } }, rules) => {
    const severe = icd10 !== null && inRanges(icd10, rules.severeMental);
    if (!mentalRegister) return severe ? ['mental-register-no'] : 'not-concerned';
    if (!severe) return ['severe-mental-disorder'];
    if (!rules.mentalHospitals) return ['list-of-designated-hospitals'];
    return rules.mentalHospitals.includes(rules.institution) ? 'holds' : ['designated-hospital'];
  },
  EX08: ({ deptCode }, rules) =>
    deptCode !== null && rules.isSubjectAbovePrimary(deptCode) ? 'holds' : 'not-concerned',
  EX09: ({ divisionCode, coverage, county }, rules) => {
    const livesElsewhere = !divisionCode.startsWith(county);
    const insuredElsewhere = coverage !== null && !rules.isInsuredHere(coverage.poolingArea);
    return livesElsewhere || insuredElsewhere ? 'holds' : 'not-concerned';
  },
  EX10: ({ evidence: { massEvent } }, rules) => {
    if (massEvent === undefined) return 'not-concerned';
    return rules.isDeclared(massEvent) ? 'holds' : ['declared-event'];
  },
  EX11: ({ contractActive, referredByPrimary }) => (!contractActive && referredByPrimary ? 'holds' : 'not-concerned'),
};

/** What a claim lacks where nothing points to it. */
const NEEDED: Record<ExemptionCode, string> = {
  EX01: 'triage-record',
  EX02: 'maternal-record',
  EX03: 'age-below-limit',
  EX04: 'earlier-discharge',
  EX05: 'coverage-flag',
  EX06: 'infectious-report-no',
  EX07: 'mental-register-no',
  EX08: 'subject-at-no-primary-institution',
  EX09: 'residence-elsewhere',
  EX10: 'event-id',
  EX11: 'no-contract-and-primary-referral',
};

/**
 * The first of EX01–EX11 whose evidence is there, and what every other one lacks that is claimed or lies near. Nothing is
 * granted on a claim alone.
 */
export function exemptionOf(
  facts: ExemptionFacts,
  rules: ExemptionRules,
): { code: ExemptionCode | null; considered: Considered[] } {
  const considered = EXEMPTIONS.flatMap((code): Considered[] => {
    const finding = TESTS[code](facts, rules);
    if (finding === 'holds') return [{ code, holds: true, missing: [] }];
    if (finding !== 'not-concerned') return [{ code, holds: false, missing: finding }];
    return facts.claimed === code ? [{ code, holds: false, missing: [NEEDED[code]] }] : [];
  });
  return { code: considered.find(({ holds }) => holds)?.code ?? null, considered };
}

/** Completed years on that day; born on 29 February counts from 1 March in other years. */
export function ageInYears(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
