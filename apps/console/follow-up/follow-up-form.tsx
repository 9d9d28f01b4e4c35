import { App, Button, Flex, Form, Input, Rate } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useAct } from '../act/act';
import { api, read, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { countyNow } from '../time/clock';
import { InstantInput } from '../time/instant-input';
import type { Item } from '../waiting/waiting';

interface Entered {
  readonly at: string;
  readonly text: string;
  readonly rating?: 1 | 2 | 3 | 4 | 5;
}

/** T31: what was found closes the loop; who is worse is referred up again, within the same episode. */
export function FollowUpForm({ item: { id, version, patientId } }: { readonly item: Item }) {
  const { t } = useTranslation('follow-up');
  const { message } = App.useApp();
  const record = useAct(({ at, text, rating }: Entered, key: string) =>
    read(
      api.POST('/v1/referrals/{id}/acknowledgements', {
        params: { path: { id }, header: writeHeaders(key, version) },
        body: { followUp: { at, text }, ...(rating ? { rating } : {}) },
      }),
    ),
  );
  return (
    <Form<Entered>
      layout="vertical"
      initialValues={{ at: new Date(countyNow()).toISOString() }}
      onFinish={(entered) => record.mutate(entered, { onSuccess: () => void message.success(t('done')) })}
    >
      <Form.Item name="at" label={t('at')} rules={[{ required: true, message: t('needed') }]}>
        <InstantInput style={{ maxWidth: 260 }} />
      </Form.Item>
      <Form.Item name="text" label={t('text')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input.TextArea rows={3} maxLength={2000} showCount placeholder={t('example')} />
      </Form.Item>
      <Form.Item name="rating" label={t('rating')}>
        <Rate />
      </Form.Item>
      {record.isError ? <ProblemAlert error={record.error} /> : null}
      <Flex gap="small" align="center" wrap>
        <Button type="primary" htmlType="submit" loading={record.isPending}>
          {t('save')}
        </Button>
        <Link to={`/patients/${patientId}/refer?parent=${id}`}>{t('upAgain')}</Link>
      </Flex>
    </Form>
  );
}
