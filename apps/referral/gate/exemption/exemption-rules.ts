import { DAY_MS, HOUR_MS, localDate } from '#service/calendar/local-time.js';
import type { PolicyValue } from '#service/rules/policy.js';
import { type IcdRanges, inRanges } from '../../diagnosis/icd10-range.js';
import { coversCounty } from '../../insurance/ladder.js';
import type { Network } from '../../network/network.js';

/** The rule rows and registers by which exemptions are judged, at one receiver on one day. */
export interface ExemptionRules {
  institution: string;
  /** Local date. */
  day: string;
  triageMaxAgeHours: number;
  postpartumDays: number;
  childBelowYears: number;
  revisitDays: number;
  maternal: IcdRanges;
  infectious: IcdRanges;
  severeMental: IcdRanges;
  /** Undefined where the county has named none. */
  mentalHospitals: readonly string[] | undefined;
  hoursSince(instant: string): number;
  daysSince(date: string): number;
  /** Approved chronic-special diseases that cover the diagnosis. */
  chronicSpecialOf(icd10: string): string[];
  /** Somebody is licensed for the subject, and no primary institution of the county. */
  isSubjectAbovePrimary(deptCode: string): boolean;
  isInsuredHere(poolingArea: string): boolean;
  isDeclared(massEvent: string): boolean;
}

export function exemptionRules(network: Network, institution: string, at: Date): ExemptionRules {
  const { rules, county } = network;
  const day = localDate(at);
  const place = { county, institution };
  const hospitals = texts(rules.value('exemption.severeMental.hospitals', place, day));
  return {
    institution,
    day,
    triageMaxAgeHours: rules.number('exemption.triage.maxAgeHours', place, day),
    postpartumDays: rules.number('exemption.postpartum.days', place, day),
    childBelowYears: rules.number('exemption.child.belowYears', place, day),
    revisitDays: rules.number('exemption.revisit.maxDays', place, day),
    maternal: texts(rules.value('exemption.maternal.diseases', place, day)),
    infectious: texts(rules.value('exemption.infectious.diseases', place, day)),
    severeMental: texts(rules.value('exemption.severeMental.diseases', place, day)),
    mentalHospitals: hospitals.length > 0 ? hospitals : undefined,
    hoursSince: (instant) => (at.getTime() - Date.parse(instant)) / HOUR_MS,
    daysSince: (date) => Math.round((Date.parse(day) - Date.parse(date)) / DAY_MS),
    chronicSpecialOf: (icd10) => flagsFor(rules.value('exemption.chronicSpecial.diseases', place, day), icd10),
    isSubjectAbovePrimary: (deptCode) => network.isSubjectAbovePrimary(deptCode, day),
    isInsuredHere: (poolingArea) => coversCounty(poolingArea, county),
    isDeclared: (massEvent) => network.massEvent(massEvent, day) !== undefined,
  };
}

function flagsFor(value: PolicyValue | undefined, icd10: string): string[] {
  if (typeof value !== 'object' || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([flag, ranges]) => (inRanges(icd10, texts(ranges)) ? [flag] : []));
}

const texts = (value: PolicyValue | undefined): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
