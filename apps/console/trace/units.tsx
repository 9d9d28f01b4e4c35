import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { SupplyName } from '../institution/supply-name';
import { ProblemAlert } from '../problem/problem-alert';
import { Change } from '../reserve/change';
import { Moment } from '../time/moment';

type Entry = Schema<'PlacedEntryView'>;
const MOST = 100;

/** What the units of a referral did to the ledgers of their sessions: held, confirmed, used, given back. */
export function Units({ id }: { readonly id: string }) {
  const { t } = useTranslation(['trace', 'reserve', 'code']);
  const entries = useQuery({
    queryKey: ['trace', id, 'units'],
    queryFn: ({ signal }) =>
      read(api.GET('/v1/ledger-entries', { params: { query: { referral: id, limit: MOST } }, signal })),
  });
  return (
    <section aria-label={t('units')}>
      <h2>{t('units')}</h2>
      {entries.isError ? <ProblemAlert error={entries.error} onRetry={() => void entries.refetch()} /> : null}
      <Table<Entry>
        size="small"
        rowKey="id"
        loading={entries.isPending}
        dataSource={entries.data?.items ?? []}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: entries.isSuccess ? t('unitsEmpty') : ' ' }}
        columns={[
          { title: t('at'), render: (_, { at }) => <Moment at={at} form="full" /> },
          {
            title: t('unit'),
            render: (_, { institution, group, pool, startsAt }) => (
              <>
                <SupplyName institution={institution} group={group} /> · {t(`code:pool.${pool}`)} ·{' '}
                <Moment at={startsAt} />
              </>
            ),
          },
          { title: t('what'), render: (_, { kind }) => t(`reserve:kinds.${kind}`, { defaultValue: kind }) },
          { title: t('reserve:change'), render: (_, entry) => <Change entry={entry} /> },
        ]}
      />
    </section>
  );
}
