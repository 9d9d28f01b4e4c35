import { useQuery } from '@tanstack/react-query';
import { Form, InputNumber, Modal, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { Section } from '../form/section';
import { InstitutionName } from '../institution/institution-name';
import { ProblemAlert } from '../problem/problem-alert';

type Decision = Schema<'DecideApproval'>;

interface Props {
  readonly approval: Schema<'ApprovalView'>;
  readonly onClose: () => void;
}

const REFUSALS = [
  'treatable-in-network',
  'not-indicated',
  'wrong-receiver',
  'incomplete',
  'other',
] as const satisfies NonNullable<Decision['reason']>[];

/** Approves for some days, or refuses with a reason; what the doctor wrote stands above. */
export function DecisionDialog({ approval: { id, version, toInstitution, deptCode, reason }, onClose }: Props) {
  const { t } = useTranslation('approval');
  const [form] = Form.useForm<Decision>();
  const chosen = Form.useWatch('decision', form);
  const request = useQuery({
    queryKey: ['approvals', 'one', id],
    queryFn: ({ signal }) => read(api.GET('/v1/network-approvals/{id}', { params: { path: { id } }, signal })),
  });
  const decide = useAct((body: Decision, key: string) =>
    read(
      api.POST('/v1/network-approvals/{id}/decisions', {
        params: { path: { id }, header: writeHeaders(key, version) },
        body,
      }),
    ),
  );
  const send = ({ decision, reason: why, validDays }: Decision) =>
    decide.mutate(
      decision === 'refuse'
        ? { decision, ...(why ? { reason: why } : {}) }
        : { decision, ...(validDays ? { validDays } : {}) },
      { onSuccess: onClose },
    );
  return (
    <Modal
      open
      title={t('decide')}
      okText={t('send')}
      onOk={form.submit}
      onCancel={onClose}
      confirmLoading={decide.isPending}
    >
      <Section
        lines={[
          [t('to'), <InstitutionName key="to" code={toInstitution} deptCode={deptCode} />],
          [t('reason'), t(`reasons.${reason}`)],
          [t('text'), request.data?.text],
        ]}
      />
      {request.isError ? <ProblemAlert error={request.error} onRetry={() => void request.refetch()} /> : null}
      <Form<Decision> form={form} name="approval" layout="vertical" onFinish={send}>
        <Form.Item name="decision" label={t('decision')} rules={[{ required: true, message: t('needed') }]}>
          <Radio.Group
            aria-label={t('decision')}
            options={(['approve', 'refuse'] as const).map((value) => ({ value, label: t(value) }))}
          />
        </Form.Item>
        {chosen === 'refuse' ? (
          <Form.Item name="reason" label={t('refusal')} rules={[{ required: true, message: t('needed') }]}>
            <Select options={REFUSALS.map((value) => ({ value, label: t(`refusals.${value}`) }))} />
          </Form.Item>
        ) : null}
        {chosen === 'approve' ? (
          <Form.Item name="validDays" label={t('validDays')} extra={t('validDaysHint')}>
            <InputNumber min={1} max={365} precision={0} />
          </Form.Item>
        ) : null}
      </Form>
      {decide.isError ? <ProblemAlert error={decide.error} /> : null}
    </Modal>
  );
}
