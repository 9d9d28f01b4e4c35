import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { isHospital, useExamOptions } from '../institution/house-options';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (exam: string | undefined) => void;
}

/** An exam by its name, of whichever upper hospital does it. */
export function ExamSelect({ id, value, onChange }: Props) {
  const { t } = useTranslation('slot');
  const options = useExamOptions(isHospital);
  return (
    <Select
      id={id}
      style={{ minWidth: 180 }}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={t('examItem')}
      value={value || undefined}
      onChange={onChange}
      options={options}
    />
  );
}
