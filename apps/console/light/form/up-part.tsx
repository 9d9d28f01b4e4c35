import { nameIn } from '../../language/in-language';
import { countyNow } from '../../time/county-time';
import { useAsked } from '../ask';
import { institutions } from '../lists';
import { useSpeech } from '../speech';
import { ContactPart, type PartProps } from './contact-part';
import { Choice, Text } from './fields';
import type { LightForm, Reason } from './light-form';

const URGENCIES = ['U2', 'U3', 'U4'] as const satisfies readonly LightForm['urgency'][];
const OVERRULES = ['clinical-judgement', 'patient-wish', 'already-treated', 'not-available-here'] as const;
const CONSENTS = ['patient', 'guardian'] as const;
const REASONS = [
  'diag-unclear',
  'treat-failed',
  'no-equipment',
  'no-subject',
  'need-surgery',
  'need-exam',
  'chronic-not-at-target',
  'critical',
  'patient-request',
  'other',
] as const satisfies readonly Reason[];

interface Props extends PartProps {
  /** Whether something was refused, perhaps in the part that is folded. */
  readonly unfolded: boolean;
}

/** What an up-referral says beyond the visit, in few fields; empty history means that there is none. */
export function UpPart({ form, set, unfolded }: Props) {
  const { t } = useSpeech();
  return (
    <>
      <Choice
        name="urgency"
        value={form.urgency}
        required
        options={URGENCIES.map((value) => ({ value, label: t(`code.urgency.${value}`) }))}
        onChange={(urgency) => set({ urgency })}
      />
      <DepartmentChoice form={form} set={set} />
      <ReasonsPart form={form} set={set} />
      <Text name="illness" value={form.illness} onChange={(illness) => set({ illness })} lines={3} most={2000} />
      <details open={unfolded}>
        <summary>{t('more')}</summary>
        <HistoryPart form={form} set={set} />
        <Choice
          name="overrule"
          value={form.overrule}
          options={OVERRULES.map((value) => ({ value, label: t(`overrule.${value}`) }))}
          onChange={(overrule) => set({ overrule })}
        />
        <ContactPart form={form} set={set} />
      </details>
      <ConsentPart form={form} set={set} />
    </>
  );
}

const HOSPITAL_TIER = 3;

function DepartmentChoice({ form, set }: PartProps) {
  const { language } = useSpeech();
  const { data: houses = [] } = useAsked('institutions', institutions);
  const departments = houses.filter(({ tier }) => tier >= HOSPITAL_TIER).flatMap((house) => house.departments);
  const names = new Map(departments.map((one) => [one.deptCode, nameIn(language, one)]));
  const options = [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, name]) => ({ value, label: `${name} ${value}` }));
  return (
    <Choice
      name="department"
      value={form.department}
      required
      options={options}
      onChange={(department) => set({ department })}
    />
  );
}

function ReasonsPart({ form, set }: PartProps) {
  const { t } = useSpeech();
  const { reasons, reasonText } = form;
  return (
    <>
      <fieldset>
        <legend>{t('form.reasons')} *</legend>
        {REASONS.map((reason) => (
          <label key={reason} className="tick">
            <input
              type="checkbox"
              checked={reasons.includes(reason)}
              required={reasons.length === 0}
              onChange={({ target }) =>
                set({ reasons: target.checked ? [...reasons, reason] : reasons.filter((one) => one !== reason) })
              }
            />
            {t(`reason.${reason}`)}
          </label>
        ))}
      </fieldset>
      <Text
        name="reasonText"
        value={reasonText}
        onChange={(text) => set({ reasonText: text })}
        required={reasons.includes('other')}
        most={200}
      />
    </>
  );
}

function HistoryPart({ form, set }: PartProps) {
  const { t } = useSpeech();
  return (
    <>
      <Text name="past" value={form.past} onChange={(past) => set({ past })} lines={2} />
      <Text name="allergies" value={form.allergies} onChange={(allergies) => set({ allergies })} />
      <Text name="treatment" value={form.treatment} onChange={(treatment) => set({ treatment })} lines={2} />
      <Text name="medicines" value={form.medicines} onChange={(medicines) => set({ medicines })} />
      <label className="tick">
        <input
          type="checkbox"
          checked={form.infectious}
          onChange={({ target }) => set({ infectious: target.checked })}
        />
        {t('form.infectious')}
      </label>
    </>
  );
}

function ConsentPart({ form, set }: PartProps) {
  const { t } = useSpeech();
  const { consent } = form;
  return (
    <>
      <Choice
        name="consent"
        value={consent?.type ?? ''}
        required
        options={CONSENTS.map((value) => ({ value, label: t(`consent.${value}`) }))}
        onChange={(type) => set({ consent: { type, by: consent?.by ?? '', at: new Date(countyNow()).toISOString() } })}
      />
      {consent?.type === 'guardian' ? (
        <Text
          name="guardian"
          value={consent.by}
          required
          most={50}
          onChange={(by) => set({ consent: { ...consent, by } })}
        />
      ) : null}
    </>
  );
}
