import type { Place } from '#service/rules/policy.js';
import type { Duration } from '#service/rules/rules.js';
import type { CareRules } from '../../rules/care-rules.js';

const MILLISECONDS: Record<Duration['unit'], number> = {
  minutes: 60_000,
  hours: 3_600_000,
  'working-hours': 3_600_000,
  days: 86_400_000,
};

/** What a form is measured by at one place on one day: policy rows (domain §4). Durations in milliseconds. */
export interface FormLimits {
  guardianBelowYears: number;
  vitalsMaxAge: number;
  dischargeAhead: number;
  followUpAfterDischarge: number;
  supplyDays: { least: number; most: number; usual: number };
  attachmentBytes: number;
  /** Hosts that a link may lead to. */
  attachmentHosts: readonly string[];
}

export function formLimits(rules: CareRules, place: Place, day: string): FormLimits {
  const span = (key: string) => spanOf(rules.duration(key, place, day));
  const count = (key: string) => rules.number(key, place, day);
  const hosts = rules.value('attachment.hosts', place, day);
  return {
    guardianBelowYears: count('consent.guardianBelowYears'),
    vitalsMaxAge: span('vitals.maxAge'),
    dischargeAhead: span('discharge.ahead'),
    followUpAfterDischarge: span('followUp.afterDischarge'),
    supplyDays: {
      least: count('medication.leastDays'),
      most: count('medication.mostDays'),
      usual: count('medication.defaultDays'),
    },
    attachmentBytes: count('attachment.maxBytes'),
    attachmentHosts: Array.isArray(hosts) ? hosts.map(String) : [],
  };
}

/** In clock time, whatever hours are named: a body does not rest at night, and no rule row may stop a submission. */
export function spanOf({ amount, unit }: Duration): number {
  return amount * MILLISECONDS[unit];
}
