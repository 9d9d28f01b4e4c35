import { DAY_MS } from '#service/calendar/local-time.js';
import { leadingCode } from '../../diagnosis/leading.js';
import { ageInYears } from '../../gate/exemption/exemption.js';
import type { Network } from '../../network/network.js';
import type { Tier } from '../../network/tiers.js';
import type { Diagnosis, VitalSigns } from '../../referral/form/body.dto.js';
import type { Findings } from '../advice/findings.dto.js';
import { suggestedDays } from '../advice/suggested-stay.js';
import { INPUTS, type InputValue, type InputValues } from './inputs.js';

/** What a form or a question says about a patient, as far as it says it. */
export interface Said {
  diagnoses?: readonly Pick<Diagnosis, 'code' | 'rank' | 'system'>[];
  vitals?: Partial<VitalSigns>;
  reasons?: readonly string[];
  findings?: Findings;
}

/** What the index knows about the patient; nothing where nobody is named. */
export interface Person {
  birthDate?: string;
  sexCode?: number;
}

const MALE = 1;

/** Where and when the question is asked. */
export interface Asked {
  network: Network;
  institution: string;
  tier: Tier;
  day: string;
}

/** The input of the criteria: what is known, under the names of {@link INPUTS}; nothing else. */
export function valuesOf(said: Said, person: Person, asked: Asked): InputValues {
  const { findings = {}, vitals = {}, reasons } = said;
  const { course, results, stay, symptoms, riskColour, diagnosisEstablished, screeningHere } = findings;
  const known: Record<string, unknown> = {
    ...grouped('patient', patientOf(person, findings, asked.day)),
    ...grouped('here', { tier: asked.tier, screening: screeningHere }),
    ...grouped('diagnosis', { ...diagnosisOf(said, asked), established: diagnosisEstablished }),
    ...grouped('vitals', vitals),
    ...grouped('course', course),
    ...grouped('results', results),
    ...grouped('maternal', { riskColour }),
    ...grouped('stay', { ...stay, suggestedDays: suggestedOf(said, asked) }),
    reasons,
    symptoms,
  };
  const answered = Object.entries(known).filter(
    ([name, value]) => name in INPUTS && value !== undefined && value !== null,
  );
  return Object.fromEntries(answered) as Record<string, InputValue>;
}

const grouped = (group: string, values: object = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${group}.${name}`, value]));

/** A man is not asked whether he is pregnant. */
function patientOf({ birthDate, sexCode }: Person, { pregnant, lactating }: Findings, day: string) {
  const never = sexCode === MALE ? false : undefined;
  const age = birthDate && {
    age: ageInYears(birthDate, day),
    ageDays: Math.round((Date.parse(day) - Date.parse(birthDate)) / DAY_MS),
  };
  return { ...age, pregnant: pregnant ?? never, lactating: lactating ?? never };
}

function diagnosisOf(said: Said, { network, tier, day }: Asked) {
  const code = leadingCode(said.diagnoses);
  if (!code) return {};
  const codes = said.diagnoses?.filter(({ system }) => system === 'icd-10').map((one) => one.code);
  const catalogued = network.firstVisitTier(code, day);
  // A hospital asks whether the disease belongs to the primary level at all.
  const inCatalogue = catalogued !== undefined && (catalogued <= tier || tier > 2);
  return { code, codes, inCatalogue };
}

function suggestedOf(said: Said, { network, institution, day }: Asked): number | undefined {
  const code = leadingCode(said.diagnoses);
  return code === null ? undefined : suggestedDays(network.rules, code, { county: network.county, institution }, day);
}
