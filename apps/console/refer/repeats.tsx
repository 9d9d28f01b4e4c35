import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import { useOptions } from '../code/options';
import { REPEAT_REASONS } from '../form/codes';
import { InstitutionName } from '../institution/institution-name';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Moment } from '../time/moment';

/** Results of the exam that still hold in every house of the county: whoever wants it again says why (domain §4.7). */
export function Repeats() {
  const { t } = useTranslation('refer');
  const options = useOptions();
  const form = Form.useFormInstance();
  const { roles } = useSession();
  const item = Form.useWatch(['requested', 'examItem'], form) as string | undefined;
  const reason = Form.useWatch(['repeats', 0, 'reason'], form) as string | undefined;
  const patient = form.getFieldValue('patientId') as string;
  const reads = roles.some((role) => ['family-doctor', 'primary-doctor', 'hospital-doctor'].includes(role));
  const { data, error, refetch } = useQuery({
    queryKey: ['recognised-results', patient, item],
    enabled: item !== undefined && reads,
    queryFn: ({ signal }) =>
      read(api.GET('/v1/recognised-results', { params: { query: { patient, ...(item ? { item } : {}) } }, signal })),
  });
  if (error && !data) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  const held = data?.items ?? [];
  if (held.length === 0 && !reason) return null;
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={t('recognised')}
        description={
          <ul className="plain">
            {held.map((one) => (
              <li key={one.id}>
                {one.item} · <InstitutionName code={one.reportingInstitution} /> · <Moment at={one.performedAt} />
                {one.report ? ` · ${one.report}` : null}
              </li>
            ))}
          </ul>
        }
        style={{ marginBottom: 12 }}
      />
      <Form.Item name={['repeats', 0, 'item']} initialValue={item} hidden>
        <Input />
      </Form.Item>
      <Form.Item name={['repeats', 0, 'reason']} label={t('field.repeats.reason')} required>
        <Select
          allowClear
          options={options('refer:repeat', REPEAT_REASONS)}
          onChange={() => form.setFieldValue(['repeats', 0, 'item'], item)}
        />
      </Form.Item>
      {reason === 'other' ? (
        <Form.Item name={['repeats', 0, 'text']} label={t('field.repeats.text')} required>
          <Input maxLength={200} />
        </Form.Item>
      ) : null}
    </>
  );
}
