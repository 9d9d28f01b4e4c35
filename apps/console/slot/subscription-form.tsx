import { App, Button, Flex, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { RESERVED_POOLS } from '../../../libs/contracts/codes';
import { useAct } from '../act/act';
import { api, read, writeHeaders } from '../api/client';
import { Choices } from '../choice/choices';
import { ProblemAlert } from '../problem/problem-alert';
import { DepartmentSelect } from './department-select';
import { ExamSelect } from './exam-select';
import { HospitalSelect } from './hospital-select';

const NEWS = ['opened', 'low', 'freed', 'last-call'] as const;

interface Wish {
  readonly institution?: string;
  readonly pool?: (typeof RESERVED_POOLS)[number];
  readonly department?: string;
  readonly doctorId?: string;
  readonly examItem?: string;
  readonly news?: (typeof NEWS)[number][];
}

/** One more wish to be told; what is left empty stands for all of it. */
export function SubscriptionForm() {
  const { t } = useTranslation(['slot', 'code']);
  const { message } = App.useApp();
  const [form] = Form.useForm<Wish>();
  const subscribe = useAct((wish: Wish, key: string) =>
    read(api.POST('/v1/slot-subscriptions', { params: { header: writeHeaders(key) }, body: wish })),
  );
  return (
    <Form<Wish>
      form={form}
      layout="vertical"
      onFinish={(entered) => {
        const wish = Object.fromEntries(Object.entries(entered).filter(([, value]) => value?.length)) as Wish;
        subscribe.mutate(wish, {
          onSuccess: () => {
            form.resetFields();
            message.success(t('subscribed'));
          },
        });
      }}
    >
      <Flex gap="small" wrap align="end">
        <Form.Item name="institution" label={t('hospital')}>
          <HospitalSelect />
        </Form.Item>
        <Form.Item name="pool" label={t('pool')}>
          <Select
            allowClear
            style={{ minWidth: 120 }}
            options={RESERVED_POOLS.map((value) => ({ value, label: t(`code:pool.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="department" label={t('department')}>
          <DepartmentSelect />
        </Form.Item>
        <Form.Item name="doctorId" label={t('expert')}>
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item name="examItem" label={t('examItem')}>
          <ExamSelect />
        </Form.Item>
        <Form.Item name="news" label={t('hearOf')}>
          <Choices style={{ minWidth: 200 }} options={NEWS.map((value) => ({ value, label: t(`news.${value}`) }))} />
        </Form.Item>
        <Form.Item>
          <Button type="primary" htmlType="submit" loading={subscribe.isPending}>
            {t('subscribe')}
          </Button>
        </Form.Item>
      </Flex>
      {subscribe.isError ? <ProblemAlert error={subscribe.error} /> : null}
    </Form>
  );
}
