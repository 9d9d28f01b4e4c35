import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { Problem } from '../problem/problem';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { showTime } from '../time/time';
import { ClinicalText } from './clinical-text';

type Reason = Schema<'RevealForm'>;
const PURPOSES = ['complaint', 'adverse-event', 'audit', 'order', 'quality-review'] as const;
const SHORTEST = 10;

/** The clinical text behind a reason: none is shown before it is given, and each read is recorded. */
export function Clinical({ id }: { readonly id: string }) {
  const { t, i18n } = useTranslation('trace');
  const opening = useAct((body: Reason, key: string) =>
    read(api.POST('/v1/traces/{id}/reveals', { params: { path: { id }, header: writeHeaders(key) }, body })),
  );
  const text = useQuery({
    queryKey: ['clinical', id, opening.data?.id],
    enabled: opening.isSuccess,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) => read(api.GET('/v1/traces/{id}/clinical', { params: { path: { id } }, signal })),
  });
  const isOver = text.error instanceof Problem && text.error.code === 'REASON_NEEDED';
  return (
    <Card size="small" title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('clinical')}</h2>}>
      {text.isFetching ? <Waiting /> : null}
      {text.isError && !isOver ? <ProblemAlert error={text.error} onRetry={() => void text.refetch()} /> : null}
      {text.data ? (
        <>
          <Alert
            type="info"
            role="status"
            title={t('openUntil', { until: showTime(text.data.until, 'clock', i18n.language) })}
          />
          <ClinicalText text={text.data} />
        </>
      ) : (
        <>
          <p>{t('clinicalLead')}</p>
          <Form<Reason> layout="vertical" onFinish={(reason) => opening.mutate(reason)} style={{ maxWidth: 640 }}>
            <Form.Item name="purpose" label={t('why')} rules={[{ required: true }]}>
              <Select options={PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`) }))} />
            </Form.Item>
            <Form.Item
              name="reason"
              label={t('reason')}
              extra={t('clinicalHint')}
              rules={[{ required: true, whitespace: true, min: SHORTEST, message: t('tooShort') }]}
            >
              <Input.TextArea rows={3} maxLength={500} showCount />
            </Form.Item>
            {opening.isError ? <ProblemAlert error={opening.error} /> : null}
            <Button type="primary" htmlType="submit" loading={opening.isPending}>
              {t('open')}
            </Button>
          </Form>
        </>
      )}
    </Card>
  );
}
