import type { UrgencyClass } from '#contracts/codes.js';

export type ExemptionCode = 'EX01' | 'EX03' | 'EX09' | 'EX11';

/** Facts that open an exemption, each known without a paper (domain §3.1). */
export interface ExemptionFacts {
  urgencyClass: UrgencyClass;
  /** `YYYY-MM-DD`. */
  birthDate: string;
  /** Division code of the residence. */
  divisionCode: string;
  county: string;
  /** A contract in force that day. */
  contractActive: boolean;
  /** A referral of a doctor at tier 1–2. */
  referredByPrimary: boolean;
}

/**
 * The first exemption whose evidence the database holds: emergency (EX01), child under six (EX03), resident of
 * another county (EX09), no family doctor yet but a referral of a primary doctor (EX11).
 */
export function exemptionOf(facts: ExemptionFacts, day: string): ExemptionCode | null {
  if (facts.urgencyClass === 'U1' || facts.urgencyClass === 'U2') return 'EX01';
  if (ageInYears(facts.birthDate, day) < 6) return 'EX03';
  if (!facts.divisionCode.startsWith(facts.county)) return 'EX09';
  if (!facts.contractActive && facts.referredByPrimary) return 'EX11';
  return null;
}

/** Completed years on that day; born on 29 February counts from 1 March in other years. */
export function ageInYears(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
