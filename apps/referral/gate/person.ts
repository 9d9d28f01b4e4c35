import type { InsuranceFacts } from '../insurance/benefit.js';
import type { CareType } from '../insurance/insurance.codes.js';
import type { EligibilityFacts } from './eligibility.store.js';
import type { ExemptionFacts } from './exemption/exemption.js';

/** What the gate knows of the person by itself. */
export function personOf(facts: EligibilityFacts, county: string) {
  const { birthDate, sexCode, divisionCode, coverage, history } = facts;
  const { discharges } = history;
  const insured = coverage && { poolingArea: coverage.poolingArea, chronicSpecial: coverage.chronicSpecial };
  return { county, birthDate, sexCode, divisionCode, coverage: insured, discharges } satisfies Partial<ExemptionFacts>;
}

/** @param episodeId its stays count for the deductible @param thisVisit the stay that is judged, which is none before it */
export function insuranceOf(
  { coverage, history }: Pick<EligibilityFacts, 'coverage' | 'history'>,
  episodeId: string | undefined,
  careType: CareType,
  startsAt: string,
  thisVisit?: string,
): InsuranceFacts {
  const before = history.stays.filter((stay) => stay.episodeId === episodeId && stay.id !== thisVisit);
  const stays = before.map(({ id: _, episodeId: __, ...stay }) => stay);
  const insured = coverage && {
    scheme: coverage.scheme,
    poolingArea: coverage.poolingArea,
    aidCategory: coverage.aidCategory,
  };
  return { coverage: insured, careType, stays, startsAt };
}
