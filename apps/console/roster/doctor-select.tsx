import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDoctors } from './use-doctors';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (doctorId: string | undefined) => void;
  readonly department: string | undefined;
  /** Who is not offered. */
  readonly except?: string;
}

/** A doctor of the department by name, or by the staff number of one whom the network does not know. */
export function DoctorSelect({ id, value, onChange, department, except }: Props) {
  const { t } = useTranslation('roster');
  const { data = [], isPending } = useDoctors();
  const [typed, setTyped] = useState('');
  const known = data
    .filter((doctor) => doctor.id !== except && (!department || doctor.departments?.includes(department)))
    .map((doctor) => ({ value: doctor.id, label: doctor.name }));
  const number = typed.trim() || value || '';
  const isKnown = known.some((one) => one.value === number || one.label.includes(number));
  const other = number && !isKnown ? [{ value: number, label: t('byNumber', { number }) }] : [];
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ optionFilterProp: 'label', onSearch: (text) => setTyped(text.slice(0, 64)) }}
      loading={isPending}
      value={value}
      onChange={onChange}
      options={[...known, ...other]}
    />
  );
}
