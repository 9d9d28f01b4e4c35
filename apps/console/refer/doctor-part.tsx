import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import { useSession } from '../session/session';
import { Part } from './field';

/** A clerk or team member writes for a doctor of the house, who signs and sends (domain §2.2). */
export function DoctorPart() {
  const { t } = useTranslation('refer');
  const { institution } = useSession();
  const { data } = useQuery({
    queryKey: ['practitioners', institution],
    staleTime: 3_600_000,
    queryFn: ({ signal }) =>
      read(api.GET('/v1/network/practitioners', { params: { query: { limit: 100, institution } }, signal })),
  });
  const doctors = (data?.items ?? []).filter(
    (one) => one.institution === institution && one.rights?.includes('refer-out'),
  );
  return (
    <Part title={t('part.doctor')}>
      <Alert type="info" showIcon title={t('writesFor')} style={{ marginBottom: 12 }} />
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
