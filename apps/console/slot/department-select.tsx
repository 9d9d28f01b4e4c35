import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useHouseOptions } from '../institution/house-options';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (department: string | undefined) => void;
}

/** A department by its name, of whichever upper hospital has it. */
export function DepartmentSelect({ id, value, onChange }: Props) {
  const { t } = useTranslation('slot');
  const { departmentsOfAny } = useHouseOptions();
  return (
    <Select
      id={id}
      style={{ minWidth: 180 }}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={t('department')}
      value={value || undefined}
      onChange={onChange}
      options={departmentsOfAny()}
    />
  );
}
