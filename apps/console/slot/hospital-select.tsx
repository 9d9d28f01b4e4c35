import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDirectory, useNames } from '../institution/directory';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (institution: string | undefined) => void;
}

/** An upper hospital of the county by its name; nothing chosen means each of them. */
export function HospitalSelect({ id, value, onChange }: Props) {
  const { t } = useTranslation('slot');
  const names = useNames();
  const { data } = useDirectory();
  const upper = [...(data?.values() ?? [])].filter(({ tier }) => tier >= 3);
  return (
    <Select
      id={id}
      style={{ minWidth: 220 }}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={t('anyHospital')}
      value={value || undefined}
      onChange={onChange}
      options={upper.map(({ code }) => ({ value: code, label: names.institution(code) }))}
    />
  );
}
