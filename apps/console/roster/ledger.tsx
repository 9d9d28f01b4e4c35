import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { Moment } from '../time/moment';

type Entry = Schema<'LedgerEntryView'>;
const COUNTERS = [
  'capacity',
  'extra',
  'reserve',
  'released',
  'familyTaken',
  'otherTaken',
  'publicTaken',
  'emergencyTaken',
  'shortfall',
] as const;

/** What an entry added to which counter. */
function Deltas({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('roster');
  const changed = COUNTERS.filter((name) => entry[name] !== 0);
  return (
    <>
      {changed.map((name) => `${t(`counter.${name}`)} ${entry[name] > 0 ? '+' : ''}${entry[name]}`).join('; ') || '–'}
    </>
  );
}

/** The entries that add up to a session's counters, the oldest first. */
export function Ledger({ id }: { readonly id: string }) {
  const { t } = useTranslation(['roster', 'list']);
  const [after, setAfter] = useState<readonly string[]>([]);
  const cursor = after.at(-1);
  const query = useQuery({
    queryKey: ['sessions', 'ledger', id, cursor],
    queryFn: ({ signal }) =>
      read(
        api.GET('/v1/sessions/{id}/ledger', {
          params: { path: { id }, query: { limit: 50, ...(cursor ? { cursor } : {}) } },
          signal,
        }),
      ),
  });
  if (query.isError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <Table<Entry>
        size="small"
        pagination={false}
        loading={query.isPending}
        rowKey={({ id: entry }) => entry}
        dataSource={query.data?.items ?? []}
        locale={{ emptyText: <Empty description={t('noEntries')} /> }}
        columns={[
          { title: t('at'), render: (_, { at }) => <Moment at={at} /> },
          { title: t('entry'), render: (_, { kind }) => t(`kind.${kind}`, { defaultValue: kind }) },
          { title: t('delta'), render: (_, entry) => <Deltas entry={entry} /> },
          { title: t('actor'), render: (_, { actor, reason }) => (reason ? `${actor} · ${reason}` : actor) },
        ]}
      />
      <Button disabled={after.length === 0} onClick={() => setAfter(after.slice(0, -1))}>
        {t('list:back')}
      </Button>
      <Button disabled={!query.data?.next} onClick={() => query.data?.next && setAfter([...after, query.data.next])}>
        {t('list:on')}
      </Button>
    </>
  );
}
