import type { WardReport } from '../../../apps/reservation/ward/ward-day.js';
import type { County } from './county.js';
import { DEPARTMENT_NAMES } from './departments.js';
import { idOf } from './ids.js';
import type { Session } from './supply.js';

/** Of so many beds one is given to somebody new on a day. */
const BEDS_PER_UNIT = 3;

/** One bed of a ward as the hospital's inventory names it. */
export interface Bed {
  readonly county: string;
  readonly id: string;
  readonly institution: string;
  readonly label: string;
  readonly groupCode: string;
  readonly bedClass: string;
  readonly staffed: boolean;
  readonly validFrom: string;
}

/** The beds of every ward of a county's hospitals. */
export function bedsOf(county: County, validFrom: string): Bed[] {
  const beds = bedsPerWard(county);
  return wardsOf(county).flatMap(({ institution, code, bedClass }) =>
    Array.from({ length: beds }, (_, i): Bed => {
      const label = `${DEPARTMENT_NAMES[code]!.zh} ${String(i + 1).padStart(2, '0')} 床`;
      const id = idOf('bed', `${institution}:${label}`);
      return { county: county.code, id, institution, label, groupCode: code, bedClass, staffed: true, validFrom };
    }),
  );
}

/** What a hospital expects of a ward on a day on which so many beds can be given: half are free, half become so. */
export function wardReportOf(county: County, { group, bedClass = 'general', place, capacity, startsAt }: Session) {
  const vacant = Math.floor(capacity / 2);
  const count = {
    bedClass,
    staffed: Math.max(bedsPerWard(county), capacity),
    vacant,
    expectedDischarges: capacity - vacant,
    expectedAdmissions: capacity,
  };
  return { group, date: startsAt.slice(0, 10), kind: 'forecast', place, counts: [count] } satisfies WardReport;
}

function bedsPerWard(county: County): number {
  return Math.ceil((BEDS_PER_UNIT * county.supply.beds) / wardsOf(county).length);
}

function wardsOf(county: County) {
  return county.institutions
    .filter(({ tier }) => tier === 3)
    .flatMap(({ code: institution, departments }) =>
      departments
        .filter(({ pools }) => pools.includes('inpatient-bed'))
        .map(({ code, bedClasses }) => ({ institution, code, bedClass: bedClasses[0]! })),
    );
}
