import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { draftOf, type Typed } from './draft';
import { SessionFields } from './session-fields';

/** Publishes one session with its share of the reserve; whole rosters come by file (the imports screen). */
export function PublishDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('roster');
  const [form] = Form.useForm<Typed>();
  const publish = useAct((typed: Typed, key) =>
    read(api.POST('/v1/sessions', { params: { header: writeHeaders(key) }, body: { sessions: [draftOf(typed)] } })),
  );
  const [published] = publish.data?.items ?? [];
  return (
    <Modal
      open
      title={t('publish')}
      okText={t('publish')}
      okButtonProps={{ loading: publish.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {publish.isError ? <ProblemAlert error={publish.error} /> : null}
      {published ? (
        <Alert
          type="success"
          showIcon
          role="status"
          title={t('published', { capacity: published.capacity, reserve: published.reserve })}
        />
      ) : null}
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={{ pool: 'expert-slot', from: '08:00', to: '12:00' }}
        onValuesChange={(changed) => 'pool' in changed && form.resetFields(['group', 'doctorId'])}
        onFinish={(typed) => publish.mutate(typed)}
      >
        <SessionFields />
      </Form>
    </Modal>
  );
}
