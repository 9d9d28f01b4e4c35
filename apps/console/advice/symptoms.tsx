import { Checkbox, Flex } from 'antd';
import { useTranslation } from 'react-i18next';

const SYMPTOMS = [
  'chest-pain',
  'dyspnoea',
  'altered-consciousness',
  'severe-headache',
  'speech-loss',
  'facial-droop',
  'paralysis',
  'convulsion',
  'chest-back-pain',
  'vomiting',
  'bleeding',
  'fever',
  'injury',
  'cyanosis',
  'jaundice',
  'poor-feeding',
] as const;

type Symptom = (typeof SYMPTOMS)[number];

interface Props {
  readonly id?: string;
  readonly value?: readonly Symptom[];
  readonly onChange?: (value: Symptom[] | undefined) => void;
}

/** Danger signs. A list says everything that was found; "none" is an empty list, and nothing ticked is not known. */
export function Symptoms({ id, value, onChange }: Props) {
  const { t } = useTranslation('advice');
  return (
    <Flex id={id} wrap gap="small" role="group" aria-label={t('symptoms')}>
      <Checkbox.Group
        value={[...(value ?? [])]}
        options={SYMPTOMS.map((one) => ({ value: one, label: t(`symptom.${one}`) }))}
        onChange={(ticked) => onChange?.(ticked.length > 0 ? (ticked as Symptom[]) : undefined)}
      />
      <Checkbox checked={value?.length === 0} onChange={({ target }) => onChange?.(target.checked ? [] : undefined)}>
        {t('noSymptom')}
      </Checkbox>
    </Flex>
  );
}
