import { Alert, Flex, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, writeHeaders } from '../api/client';
import { useDirectory, useNames } from '../institution/directory';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { draftOf, type Typed } from './draft';
import { POOLS } from './use-rosters';

/** Publishes one session with its share of the reserve; whole rosters come by file (the imports screen). */
export function PublishDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['roster', 'code']);
  const { institution } = useSession();
  const { data: directory } = useDirectory();
  const names = useNames();
  const [form] = Form.useForm<Typed>();
  const publish = useAct((typed: Typed, key) =>
    read(api.POST('/v1/sessions', { params: { header: writeHeaders(key) }, body: { sessions: [draftOf(typed)] } })),
  );
  const [published] = publish.data?.items ?? [];
  const needed = [{ required: true, message: t('needed') }];
  const departments = directory?.get(institution)?.departments ?? [];
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
        onFinish={(typed) => publish.mutate(typed)}
      >
        <Flex gap="small">
          <Form.Item name="pool" label={t('pool')} rules={needed} style={{ flex: 1 }}>
            <Select
              options={POOLS.filter((pool) => pool !== 'inpatient-bed').map((value) => ({
                value,
                label: t(`code:pool.${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item name="group" label={t('department')} rules={needed} style={{ flex: 1 }}>
            <Select
              options={departments.map(({ deptCode }) => ({
                value: deptCode,
                label: names.department(institution, deptCode),
              }))}
            />
          </Form.Item>
        </Flex>
        <Flex gap="small">
          <Form.Item name="date" label={t('date')} rules={needed} style={{ flex: 1 }}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="from" label={t('begins')} rules={needed}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="to" label={t('ends')} rules={needed}>
            <Input type="time" />
          </Form.Item>
        </Flex>
        <Form.Item name="place" label={t('place')} rules={[...needed, { max: 200 }]}>
          <Input />
        </Form.Item>
        <Flex gap="small">
          <Form.Item name="capacity" label={t('counter.capacity')} rules={needed}>
            <InputNumber min={1} max={1000} precision={0} />
          </Form.Item>
          <Form.Item name="segmentMinutes" label={t('segment')}>
            <InputNumber min={5} max={480} precision={0} />
          </Form.Item>
          <Form.Item name="doctorId" label={t('doctor')} style={{ flex: 1 }} rules={[{ max: 64 }]}>
            <Input />
          </Form.Item>
        </Flex>
      </Form>
    </Modal>
  );
}
