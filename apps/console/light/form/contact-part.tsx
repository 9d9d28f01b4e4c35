import { useSpeech } from '../speech';
import { Text } from './fields';
import type { LightForm } from './light-form';

/** A part of the form, and how it changes it. */
export interface PartProps {
  readonly form: LightForm;
  readonly set: (change: Partial<LightForm>) => void;
}

/** Whom to call. */
export function ContactPart({ form, set }: PartProps) {
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
