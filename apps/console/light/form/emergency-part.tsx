import { useSpeech } from '../speech';
import { ContactPart, type PartProps } from './contact-part';
import { Choice, Text } from './fields';
import type { LightForm } from './light-form';

/** An emergency asks for nothing that may be missing: the rest follows within 24 hours. */
export function EmergencyPart({ form, set }: PartProps) {
  return (
    <>
      {form.stranger ? <StrangerPart stranger={form.stranger} set={set} /> : null}
      <ContactPart form={form} set={set} />
    </>
  );
}

type Stranger = NonNullable<LightForm['stranger']>;

/** What is seen of somebody whom nobody knows. */
function StrangerPart({ stranger, set }: { readonly stranger: Stranger; readonly set: PartProps['set'] }) {
  const { t } = useSpeech();
  return (
    <fieldset>
      <legend>{t('form.stranger')}</legend>
      <Choice
        name="sex"
        value={String(stranger.sexCode)}
        options={['0', '1', '2'].map((value) => ({ value, label: t(`sex.${value}`) }))}
        onChange={(sex) => set({ stranger: { ...stranger, sexCode: Number(sex || 0) as Stranger['sexCode'] } })}
      />
      <Text
        name="age"
        value={String(stranger.ageYears || '')}
        most={3}
        onChange={(age) => set({ stranger: { ...stranger, ageYears: Number(age.replace(/\D/g, '')) } })}
      />
    </fieldset>
  );
}
