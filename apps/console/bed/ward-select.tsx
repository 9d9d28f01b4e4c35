import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useHouseOptions } from '../institution/house-options';
import { useSession } from '../session/session';

interface Props {
  readonly value: string | undefined;
  readonly onChange: (group: string | undefined) => void;
  /** Whether nothing may be chosen: every ward. */
  readonly allowClear?: boolean;
}

/** One of the wards of the reader's house. */
export function WardSelect({ value, onChange, allowClear = false }: Props) {
  const { t } = useTranslation('bed');
  const { institution } = useSession();
  const { departments } = useHouseOptions();
  return (
    <Select
      allowClear={allowClear}
      aria-label={t('ward')}
      placeholder={t('ward')}
      style={{ width: 160 }}
      value={value}
      onChange={onChange}
      options={departments(institution)}
    />
  );
}
