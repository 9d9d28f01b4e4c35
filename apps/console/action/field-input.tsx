import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Choices } from '../choice/choices';
import { DiagnosisPicker } from '../diagnosis/diagnosis-picker';
import type { Referral } from '../referral/use-referral';
import { InstantInput } from '../time/instant-input';
import type { Field } from './fields';
import { HousePicker } from './house-picker';
import { UnitPicker } from './unit-picker';

interface Props {
  readonly field: Field;
  readonly referral: Referral;
  /** Given by the form around it. */
  readonly id?: string;
  readonly value?: never;
  readonly onChange?: (value: unknown) => void;
  readonly checked?: boolean;
}

/** Asks one thing, in the way that its kind is asked. */
export function FieldInput({ field, referral, ...input }: Props) {
  const { t } = useTranslation('action');
  const options = ({ of, words }: { readonly of: readonly (string | number)[]; readonly words: string }) =>
    of.map((code) => ({ value: code, label: t(`${words}.${code}`) }));
  switch (field.kind) {
    case 'text':
      return <Input.TextArea {...input} rows={field.rows ?? 2} maxLength={field.max} showCount />;
    case 'lines':
      return <Input.TextArea {...input} rows={2} placeholder={t('onePerLine')} />;
    case 'line':
      return <Input {...input} maxLength={field.max} />;
    case 'choice':
      return <Select {...input} allowClear options={options(field)} />;
    case 'choices':
      return <Choices {...input} allowClear options={options(field)} />;
    case 'flag':
      return (
        <Checkbox {...input} onChange={({ target }) => input.onChange?.(target.checked)}>
          {t(`field.${field.path}`)}
        </Checkbox>
      );
    case 'yes-no':
      return (
        <Radio.Group
          {...input}
          onChange={({ target }) => input.onChange?.(target.value)}
          aria-label={t(`field.${field.path}`)}
          options={[
            { value: true, label: t('yes') },
            { value: false, label: t('no') },
          ]}
        />
      );
    case 'instant':
      return <InstantInput {...input} />;
    case 'count':
      return <InputNumber {...input} min={field.min} max={field.max} />;
    case 'diagnoses':
      return <DiagnosisPicker {...input} />;
    case 'house':
      return <HousePicker {...input} referral={referral} preview={field.preview} />;
    case 'unit':
      return <UnitPicker {...input} referral={referral} />;
  }
}
