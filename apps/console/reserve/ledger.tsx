import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Empty, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { Moment } from '../time/moment';
import { Change } from './change';

type Entry = Schema<'LedgerEntryView'>;

/** Every entry of one session's ledger: their sum is what the session counts. */
export function LedgerOf({ session, label }: { readonly session: string; readonly label: string }) {
  const { t } = useTranslation(['reserve', 'list']);
  const ledger = useInfiniteQuery({
    queryKey: ['sessions', 'ledger', session],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 100, cursor: pageParam };
      return read(api.GET('/v1/sessions/{id}/ledger', { params: { path: { id: session }, query }, signal }));
    },
    getNextPageParam: ({ next }) => next,
  });
  return (
    <section aria-label={label}>
      <h3>{label}</h3>
      {ledger.isError ? <ProblemAlert error={ledger.error} onRetry={() => void ledger.refetch()} /> : null}
      <Table<Entry>
        size="small"
        rowKey="id"
        loading={ledger.isPending}
        dataSource={ledger.data?.pages.flatMap(({ items }) => items) ?? []}
        pagination={false}
        locale={{ emptyText: ledger.isSuccess ? <Empty description={t('noEntries')} /> : ' ' }}
        columns={[
          { title: t('at'), render: (_, { at }) => <Moment at={at} /> },
          { title: t('kind'), render: (_, { kind }) => t(`kinds.${kind}`, { defaultValue: kind }) },
          { title: t('change'), render: (_, entry) => <Change entry={entry} /> },
          { title: t('actor'), dataIndex: 'actor' },
          { title: t('reason'), dataIndex: 'reason' },
        ]}
      />
      {ledger.hasNextPage ? <Button onClick={() => void ledger.fetchNextPage()}>{t('list:on')}</Button> : null}
    </section>
  );
}
