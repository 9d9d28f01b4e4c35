import { Alert, Button, Card, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { useHouseOptions } from '../institution/house-options';
import { PatientName } from '../patient/patient-name';
import { ProblemAlert } from '../problem/problem-alert';
import { Deadline } from '../time/deadline';

type Request = Omit<Schema<'RequestApproval'>, 'patientId'>;

const REASONS = [
  'no-capability',
  'no-capacity',
  'continuity',
  'patient-request',
  'other',
] as const satisfies Request['reason'][];
const DIRECTIONS = ['up', 'down', 'lateral'] as const satisfies Request['direction'][];

/** Asks the centre whether a patient may be referred to a house with which there is neither consortium nor agreement. */
export function RequestForm({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation(['approval', 'code']);
  const { houses, departments } = useHouseOptions('beyond');
  const [form] = Form.useForm<Request>();
  const institution = Form.useWatch('institution', form);
  const ask = useAct((entered: Request, key: string) =>
    read(
      api.POST('/v1/network-approvals', {
        params: { header: writeHeaders(key) },
        body: { ...entered, patientId },
      }),
    ),
  );
  if (ask.data) {
    return (
      <Alert type="success" showIcon role="status" title={t('sent')} description={<Deadline at={ask.data.dueAt} />} />
    );
  }
  const needed = [{ required: true, message: t('needed') }];
  return (
    <Card size="small" title={<h2 className="part-name">{t('ask')}</h2>} style={{ marginBottom: 12 }}>
      <p>
        {t('patient')} <PatientName id={patientId} />
      </p>
      <Form<Request>
        form={form}
        name="request"
        layout="vertical"
        initialValues={{ direction: 'up' }}
        onFinish={({ text, ...entered }) => ask.mutate({ ...entered, ...(text?.trim() ? { text } : {}) })}
      >
        <Form.Item name="direction" label={t('direction')} rules={needed}>
          <Select options={DIRECTIONS.map((value) => ({ value, label: t(`code:direction.${value}`) }))} />
        </Form.Item>
        <Form.Item name="institution" label={t('to')} rules={needed}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={houses()} />
        </Form.Item>
        <Form.Item name="deptCode" label={t('department')} rules={needed}>
          <Select options={departments(institution)} />
        </Form.Item>
        <Form.Item name="reason" label={t('reason')} rules={needed}>
          <Select options={REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))} />
        </Form.Item>
        <Form.Item name="text" label={t('text')}>
          <Input.TextArea maxLength={500} showCount autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
        {ask.isError ? <ProblemAlert error={ask.error} /> : null}
        <Button type="primary" htmlType="submit" loading={ask.isPending}>
          {t('send')}
        </Button>
      </Form>
    </Card>
  );
}
