import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';

interface Props {
  readonly request: Schema<'VoidView'>;
  readonly agreed: boolean;
  readonly onClose: () => void;
}

/** The second person's word on a referral that is to be voided. */
export function AnswerDialog({ request: { referralId, referralNo, version }, agreed, onClose }: Props) {
  const { t } = useTranslation('void');
  const [form] = Form.useForm<{ text?: string }>();
  const answer = useAct(({ text }: { text?: string }, key) =>
    read(
      api.POST('/v1/referrals/{id}/void-answers', {
        params: { path: { id: referralId }, header: writeHeaders(key, version) },
        body: { agreed, ...(text?.trim() ? { text: text.trim() } : {}) },
      }),
    ),
  );
  return (
    <Modal
      open
      title={`${t(agreed ? 'agree' : 'refuse')} · ${referralNo}`}
      okText={t(agreed ? 'agree' : 'refuse')}
      okButtonProps={{ danger: agreed, loading: answer.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t(agreed ? 'agreeMeans' : 'refuseMeans')}</p>
      {answer.isError ? <ProblemAlert error={answer.error} /> : null}
      <Form form={form} layout="vertical" onFinish={(typed) => answer.mutate(typed, { onSuccess: onClose })}>
        <Form.Item name="text" label={t('text')} rules={[{ max: 500 }, { required: !agreed, message: t('needed') }]}>
          <Input.TextArea rows={3} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
