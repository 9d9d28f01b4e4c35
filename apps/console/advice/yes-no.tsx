import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly id?: string;
  readonly value?: boolean;
  readonly onChange?: (value: boolean | undefined) => void;
  /** Whether "not known" is an answer; for criteria it is never the same as no. */
  readonly orUnknown?: boolean;
  /** The question: a label cannot point at a group of buttons. */
  readonly label: string;
}

/** Yes, no, or not known. */
export function YesNo({ id, value, onChange, orUnknown = true, label }: Props) {
  const { t } = useTranslation('advice');
  const options = [
    { value: 'yes', label: t('yes') },
    { value: 'no', label: t('no') },
    ...(orUnknown ? [{ value: 'unknown', label: t('unknown') }] : []),
  ];
  const said = value === undefined ? (orUnknown ? 'unknown' : undefined) : value ? 'yes' : 'no';
  return (
    <Radio.Group
      id={id}
      aria-label={label}
      options={options}
      value={said}
      onChange={({ target }) => onChange?.(target.value === 'unknown' ? undefined : target.value === 'yes')}
    />
  );
}
