import { countyNow } from '../../time/county-time';
import { useAsked } from '../ask';
import { institutions } from '../lists';
import { useSpeech } from '../speech';
import { Choice, Text } from './fields';
import type { LightForm, Reason } from './light-form';

interface Props {
  readonly form: LightForm;
  readonly set: (change: Partial<LightForm>) => void;
}

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
const OVERRULES = ['clinical-judgement', 'patient-wish', 'already-treated', 'not-available-here'] as const;
const HOSPITAL_TIER = 3;

/** What an up-referral says beyond the visit, in few fields; empty history means that there is none. */
export function UpPart({ form, set }: Props) {
  const { t, language } = useSpeech();
  const houses = useAsked('institutions', institutions);
  const names = new Map(
    (houses.data ?? [])
      .filter(({ tier }) => tier >= HOSPITAL_TIER)
      .flatMap(({ departments }) =>
        departments.map((one) => [one.deptCode, language === 'en' ? one.nameEn || one.name : one.name]),
      ),
  );
  const departments = [...names].sort(([a], [b]) => (a! < b! ? -1 : 1));
  const consent = (type: 'patient' | 'guardian', by = '') =>
    set({ consent: { type, by, at: new Date(countyNow()).toISOString() } });
  return (
    <>
      <Choice
        name="urgency"
        value={form.urgency}
        required
        options={(['U2', 'U3', 'U4'] as const).map((value) => ({ value, label: t(`code.urgency.${value}`) }))}
        onChange={(urgency) => set({ urgency })}
      />
      <Choice
        name="department"
        value={form.department}
        required
        options={departments.map(([value, label]) => ({ value: value!, label: `${label} ${value}` }))}
        onChange={(department) => set({ department })}
      />
      <fieldset>
        <legend>{t('form.reasons')} *</legend>
        {REASONS.map((reason) => (
          <label key={reason} className="tick">
            <input
              type="checkbox"
              checked={form.reasons.includes(reason)}
              required={form.reasons.length === 0}
              onChange={(event) =>
                set({
                  reasons: event.target.checked
                    ? [...form.reasons, reason]
                    : form.reasons.filter((one) => one !== reason),
                })
              }
            />
            {t(`reason.${reason}`)}
          </label>
        ))}
      </fieldset>
      <Text
        name="reasonText"
        value={form.reasonText}
        onChange={(reasonText) => set({ reasonText })}
        required={form.reasons.includes('other')}
        most={200}
      />
      <Text name="illness" value={form.illness} onChange={(illness) => set({ illness })} lines={3} most={2000} />
      <details>
        <summary>{t('more')}</summary>
        <Text name="past" value={form.past} onChange={(past) => set({ past })} lines={2} />
        <Text name="allergies" value={form.allergies} onChange={(allergies) => set({ allergies })} />
        <Text name="treatment" value={form.treatment} onChange={(treatment) => set({ treatment })} lines={2} />
        <Text name="medicines" value={form.medicines} onChange={(medicines) => set({ medicines })} />
        <label className="tick">
          <input
            type="checkbox"
            checked={form.infectious}
            onChange={(event) => set({ infectious: event.target.checked })}
          />
          {t('form.infectious')}
        </label>
        <Choice
          name="overrule"
          value={form.overrule}
          options={OVERRULES.map((value) => ({ value, label: t(`overrule.${value}`) }))}
          onChange={(overrule) => set({ overrule })}
        />
        <ContactPart form={form} set={set} />
      </details>
      <Choice
        name="consent"
        value={form.consent?.type ?? ''}
        required
        options={(['patient', 'guardian'] as const).map((value) => ({ value, label: t(`consent.${value}`) }))}
        onChange={(type) => consent(type, form.consent?.by)}
      />
      {form.consent?.type === 'guardian' ? (
        <Text
          name="guardian"
          value={form.consent.by}
          required
          most={50}
          onChange={(by) => set({ consent: { ...form.consent!, by } })}
        />
      ) : null}
    </>
  );
}

/** An emergency asks for nothing that may be missing: the rest follows within 24 hours. */
export function EmergencyPart({ form, set }: Props) {
  const { t } = useSpeech();
  return (
    <>
      {form.stranger ? (
        <fieldset>
          <legend>{t('form.stranger')}</legend>
          <Choice
            name="sex"
            value={String(form.stranger.sexCode)}
            options={['0', '1', '2'].map((value) => ({ value, label: t(`sex.${value}`) }))}
            onChange={(sex) => set({ stranger: { ...form.stranger!, sexCode: Number(sex || 0) as 0 | 1 | 2 | 9 } })}
          />
          <Text
            name="age"
            value={String(form.stranger.ageYears || '')}
            most={3}
            onChange={(age) => set({ stranger: { ...form.stranger!, ageYears: Number(age.replace(/\D/g, '')) } })}
          />
        </fieldset>
      ) : null}
      <ContactPart form={form} set={set} />
    </>
  );
}

function ContactPart({ form, set }: Props) {
  const { t } = useSpeech();
  const { contact } = form;
  return (
    <fieldset>
      <legend>{t('form.contact')}</legend>
      <Text
        name="contactName"
        value={contact.name}
        most={50}
        onChange={(name) => set({ contact: { ...contact, name } })}
      />
      <Text
        name="contactPhone"
        value={contact.phone}
        most={20}
        onChange={(phone) => set({ contact: { ...contact, phone } })}
      />
    </fieldset>
  );
}
