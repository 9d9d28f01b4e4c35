import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { isHospital, useHouseOptions } from '../institution/house-options';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (institution: string | undefined) => void;
}

/** An upper hospital of the county by its name; nothing chosen means each of them. */
export function HospitalSelect({ id, value, onChange }: Props) {
  const { t } = useTranslation('slot');
  const { houses } = useHouseOptions();
  return (
    <Select
      id={id}
      style={{ minWidth: 220 }}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={t('anyHospital')}
      value={value || undefined}
      onChange={onChange}
      options={houses(isHospital)}
    />
  );
}
