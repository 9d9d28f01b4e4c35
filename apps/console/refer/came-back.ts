import { api, read, type Schema } from '../api/client';
import { diagnosisText } from '../form/diagnosis-text';
import type { Values } from './values';

type Up = NonNullable<Values['up']>;
type Form = Pick<Schema<'FormView'>, 'up' | 'down'>;

const [HISTORY, COURSE, DRUG] = [1000, 2000, 200];

/** What is known of a patient who came back and is referred up again; absent where the form cannot be read. */
export async function readBack(id: string, signal: AbortSignal): Promise<Partial<Values> | undefined> {
  const one = (referral: string) =>
    read(api.GET('/v1/referrals/{id}', { params: { path: { id: referral } }, signal })).catch(() => undefined);
  const back = await one(id);
  if (!back?.form) return undefined;
  const before = back.form.down && back.parentReferralId ? await one(back.parentReferralId) : undefined;
  return carriedBack(back.form, before?.form);
}

/**
 * History and medicines as they were when the patient came back: the hospital's where it handed back, the rest from the
 * way up before. What has happened since is for the doctor to write. Pure.
 */
export function carriedBack({ up, down }: Form, before?: Form): Partial<Values> {
  const { pastHistory, allergies, currentMedications, provisionalDiagnosis } = { ...before?.up, ...up } as Partial<Up>;
  const history = [pastHistory, down && diagnosisText(down.finalDiagnosis), ...(down?.operations ?? [])];
  const course = [down?.mainResults, down?.treatmentCourse];
  const drugs = down?.medications.map(({ name, dose, freq }) => `${name} ${dose} ${freq}`.slice(0, DRUG));
  return {
    up: {
      ...text('pastHistory', history, HISTORY),
      ...text('treatmentCourse', course, COURSE),
      ...some('allergies', allergies),
      ...some('currentMedications', drugs ?? currentMedications),
      ...some('provisionalDiagnosis', down?.finalDiagnosis ?? provisionalDiagnosis),
    },
  };
}

const text = (name: keyof Up, parts: readonly (string | undefined)[], most: number): Partial<Up> => {
  const said = parts.filter(Boolean).join('\n').slice(0, most);
  return said ? { [name]: said } : {};
};

const some = <Name extends keyof Up>(name: Name, list: Up[Name] & (readonly unknown[] | undefined)): Partial<Up> =>
  list && list.length > 0 ? ({ [name]: list } as unknown as Partial<Up>) : {};
