import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../institution/directory';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (department: string | undefined) => void;
}

/** A department by its name, of whichever upper hospital has it. */
export function DepartmentSelect({ id, value, onChange }: Props) {
  const { t, i18n } = useTranslation('slot');
  const { data } = useDirectory();
  const names = new Map<string, string>();
  for (const { departments } of data?.values() ?? []) {
    for (const { deptCode, name, nameEn } of departments) {
      names.set(deptCode, (i18n.language === 'en' && nameEn) || name || deptCode);
    }
  }
  const options = [...names]
    .map(([code, label]) => ({ value: code, label }))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
  return (
    <Select
      id={id}
      style={{ minWidth: 180 }}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={t('department')}
      value={value || undefined}
      onChange={onChange}
      options={options}
    />
  );
}
