import { Alert, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problem/problem-alert';
import { useDoctors } from '../roster/use-doctors';
import { Part } from './field';

/** A clerk or team member writes for a doctor of the house, who signs and sends (domain §2.2). */
export function DoctorPart() {
  const { t } = useTranslation('refer');
  const { data = [], error, refetch } = useDoctors();
  const doctors = data.filter(({ rights }) => rights?.includes('refer-out'));
  return (
    <Part title={t('part.doctor')}>
      <Alert type="info" showIcon title={t('writesFor')} style={{ marginBottom: 12 }} />
      {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : null}
      <Form.Item name="onBehalfOf" label={t('field.onBehalfOf')} required>
        <Select
          showSearch
          optionFilterProp="label"
          options={doctors.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </Part>
  );
}
