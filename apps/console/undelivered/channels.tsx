import { useQuery } from '@tanstack/react-query';
import { Empty, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { Scrolling } from '../list/scrolling';
import { ProblemAlert } from '../problem/problem-alert';
import { Moment } from '../time/moment';
import { sayReason } from './reason';

export const EVERY_HALF_MINUTE = 30_000;

/** How each channel is, and why it gave deliveries up. */
export function Channels() {
  const { t } = useTranslation(['undelivered', 'trace']);
  const report = useQuery({
    queryKey: ['delivery-report'],
    refetchInterval: EVERY_HALF_MINUTE,
    queryFn: ({ signal }) => read(api.GET('/v1/delivery-report', { signal })),
  });
  const problem = report.isError ? (
    <ProblemAlert error={report.error} onRetry={() => void report.refetch()} />
  ) : undefined;
  if (problem && !report.data) return problem;
  const channel = {
    title: t('channel'),
    dataIndex: 'channel',
    render: (name: string) => t(`trace:channels.${name}`, { defaultValue: name }),
  };
  const blank = { emptyText: report.isPending ? ' ' : <Empty description={t('noReasons')} /> };
  return (
    <>
      {problem}
      <Scrolling label={t('channels')}>
        <Table<Schema<'ChannelReport'>>
          size="small"
          title={() => t('channels')}
          loading={report.isPending}
          pagination={false}
          rowKey="channel"
          dataSource={report.data?.channels ?? []}
          locale={blank}
          columns={[
            channel,
            { title: t('health'), dataIndex: 'health', render: (health: string) => t(`healths.${health}`) },
            { title: t('queued'), dataIndex: 'queued' },
            { title: t('oldest'), dataIndex: 'oldestDueSince', render: (at?: string) => <Moment at={at} /> },
            { title: t('waiting'), dataIndex: 'waiting' },
            { title: t('sent'), dataIndex: 'sent' },
            { title: t('failed'), dataIndex: 'failedAttempts' },
            { title: t('dead'), dataIndex: 'dead' },
          ]}
        />
      </Scrolling>
      <Scrolling label={t('reasons')}>
        <Table<Schema<'DeadReason'>>
          size="small"
          title={() => t('reasons')}
          pagination={false}
          rowKey={({ channel: of, reason }) => `${of}${reason}`}
          dataSource={report.data?.deadReasons ?? []}
          locale={blank}
          columns={[
            channel,
            { title: t('reason'), render: (_, { reason }) => sayReason(reason, t) },
            { title: t('count'), dataIndex: 'count' },
          ]}
          style={{ margin: '16px 0' }}
        />
      </Scrolling>
    </>
  );
}
