import { Button, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { REVIEWS } from './anomaly';

type Review = Schema<'ReviewForm'>;

/** An authority's word on an entry; everything but "seen" needs a reason. */
export function ReviewForm({ id }: { readonly id: string }) {
  const { t } = useTranslation('anomaly');
  const review = useAct((body: Review, key: string) =>
    read(api.POST('/v1/anomalies/{id}/reviews', { params: { path: { id }, header: writeHeaders(key) }, body })),
  );
  return (
    <Form<Review>
      name="review"
      layout="vertical"
      initialValues={{ status: 'seen' }}
      onFinish={({ status, reason }) => review.mutate({ status, ...(reason?.trim() ? { reason } : {}) })}
    >
      <Form.Item name="status" label={t('say')}>
        <Radio.Group
          aria-label={t('say')}
          options={REVIEWS.map((value) => ({ value, label: t(`statuses.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('reason')}
        dependencies={['status']}
        rules={[
          ({ getFieldValue }) => ({
            required: getFieldValue('status') !== 'seen',
            whitespace: true,
            message: t('needed'),
          }),
        ]}
      >
        <Input.TextArea maxLength={500} showCount autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      {review.isError ? <ProblemAlert error={review.error} /> : null}
      <Button type="primary" htmlType="submit" loading={review.isPending}>
        {t('save')}
      </Button>
    </Form>
  );
}
