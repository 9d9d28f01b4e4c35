import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Flex, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Moment } from '../time/moment';
import { DeliveryActs } from './delivery-acts';

const EVERY_HALF_MINUTE = 30_000;
const OF_A_HOUSE = ['referral-desk', 'family-doctor', 'primary-doctor', 'medical-affairs'] as const;
const STATES = ['dead', 'failed', 'pending', 'sent', 'delivered', 'settled'] as const;

/** What was not delivered, why, and what a person does about it; and how the channels are. */
export default function Page() {
  const { t } = useTranslation('undelivered');
  const { roles } = useSession();
  const isOfAHouse = OF_A_HOUSE.some((role) => roles.includes(role));
  return (
    <>
      <h1>{t('title')}</h1>
      <Channels />
      {isOfAHouse ? <Deliveries /> : <p>{t('byTheHouses')}</p>}
    </>
  );
}

function Channels() {
  const { t } = useTranslation('undelivered');
  const report = useQuery({
    queryKey: ['delivery-report'],
    refetchInterval: EVERY_HALF_MINUTE,
    queryFn: ({ signal }) => read(api.GET('/v1/delivery-report', { signal })),
  });
  if (report.isError && !report.data)
    return <ProblemAlert error={report.error} onRetry={() => void report.refetch()} />;
  return (
    <>
      <Table
        size="small"
        title={() => t('channels')}
        loading={report.isPending}
        pagination={false}
        rowKey="channel"
        dataSource={report.data?.channels ?? []}
        columns={[
          {
            title: t('channel'),
            dataIndex: 'channel',
            render: (name: string) => t(`names.${name}`, { defaultValue: name }),
          },
          { title: t('health'), dataIndex: 'health', render: (health: string) => t(`healths.${health}`) },
          { title: t('queued'), dataIndex: 'queued' },
          { title: t('oldest'), dataIndex: 'oldestDueSince', render: (at?: string) => <Moment at={at} /> },
          { title: t('waiting'), dataIndex: 'waiting' },
          { title: t('sent'), dataIndex: 'sent' },
          { title: t('failed'), dataIndex: 'failedAttempts' },
          { title: t('dead'), dataIndex: 'dead' },
        ]}
      />
      <Table
        size="small"
        title={() => t('reasons')}
        pagination={false}
        rowKey={({ channel, reason }) => `${channel}${reason}`}
        dataSource={report.data?.deadReasons ?? []}
        columns={[
          {
            title: t('channel'),
            dataIndex: 'channel',
            render: (name: string) => t(`names.${name}`, { defaultValue: name }),
          },
          { title: t('reason'), dataIndex: 'reason' },
          { title: t('count'), dataIndex: 'count' },
        ]}
        style={{ margin: '16px 0' }}
      />
    </>
  );
}

function Deliveries() {
  const { t } = useTranslation('undelivered');
  const state = useListState();
  const queries = useQueryClient();
  const wanted = (state.get('state') || 'dead') as Schema<'DeliveryItem'>['state'];
  const query = useQuery({
    queryKey: ['deliveries', wanted, state.cursor],
    queryFn: ({ signal }) =>
      read(
        api.GET('/v1/deliveries', {
          params: { query: { state: wanted, ...(state.cursor ? { cursor: state.cursor } : {}) } },
          signal,
        }),
      ),
  });
  const refresh = useMutation({
    mutationFn: async () => {
      await queries.invalidateQueries({ queryKey: ['deliveries'] });
      await queries.invalidateQueries({ queryKey: ['delivery-report'] });
    },
  });
  return (
    <>
      <Flex gap="small" align="center" style={{ marginBottom: 8 }}>
        <label htmlFor="delivery-state">{t('state')}</label>
        <Select
          id="delivery-state"
          value={wanted}
          style={{ width: 180 }}
          options={STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
          onChange={(value) => state.set({ state: value })}
        />
      </Flex>
      <Listing<Schema<'DeliveryItem'>>
        label={t('deliveries')}
        query={query}
        state={state}
        rowKey={({ id }) => id}
        empty={t('none')}
        columns={[
          { title: t('createdAt'), dataIndex: 'createdAt', render: (at: string) => <Moment at={at} /> },
          {
            title: t('channel'),
            dataIndex: 'channel',
            render: (name: string) => t(`names.${name}`, { defaultValue: name }),
          },
          { title: t('recipient'), dataIndex: 'recipient' },
          { title: t('attempts'), dataIndex: 'attempts' },
          { title: t('reason'), dataIndex: 'reason' },
          {
            title: t('act'),
            render: (_, item) => (item.state === 'dead' ? <DeliveryActs id={item.id} onDone={refresh.mutate} /> : null),
          },
        ]}
      />
    </>
  );
}
