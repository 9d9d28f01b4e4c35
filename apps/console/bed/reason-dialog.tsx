import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { useAct } from '../act/act';
import { ProblemAlert } from '../problem/problem-alert';

interface Props {
  readonly title: string;
  readonly means: string;
  readonly act: ReturnType<typeof useAct<string | undefined, unknown>>;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Asks why before something is done that has to be answered for. */
export function ReasonDialog({ title, means, act, onClose, onDone }: Props) {
  const { t } = useTranslation('bed');
  const [form] = Form.useForm<{ reason: string }>();
  const done = () => {
    onDone?.();
    onClose();
  };
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ loading: act.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{means}</p>
      {act.isError ? <ProblemAlert error={act.error} /> : null}
      <Form form={form} layout="vertical" onFinish={({ reason }) => act.mutate(reason.trim(), { onSuccess: done })}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, max: 200, message: t('needed') }]}
        >
          <Input autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
