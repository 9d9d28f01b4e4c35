import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { EVERY_HALF_MINUTE } from '../glance/indicator-report';
import { useNames } from '../institution/directory';
import { useGroupName } from '../institution/group-name';
import { ProblemAlert } from '../problem/problem-alert';
import { Moment } from '../time/moment';

/** Pools from which nothing is sold because their books do not agree (domain §7.10). */
export function Freezes() {
  const { t } = useTranslation(['reserve', 'code']);
  const names = useNames();
  const groupName = useGroupName();
  const freezes = useQuery({
    queryKey: ['freezes', 'live'],
    refetchInterval: EVERY_HALF_MINUTE,
    queryFn: ({ signal }) => read(api.GET('/v1/freezes', { params: { query: { live: true, limit: 100 } }, signal })),
  });
  return (
    <section aria-label={t('freezes')}>
      <h2>{t('freezes')}</h2>
      {freezes.isError ? <ProblemAlert error={freezes.error} onRetry={() => void freezes.refetch()} /> : null}
      {freezes.data?.items.length === 0 ? <p>{t('noFreeze')}</p> : null}
      {freezes.data?.items.length ? (
        <Table<Schema<'FreezeView'>>
          size="small"
          rowKey="id"
          dataSource={freezes.data.items}
          pagination={false}
          columns={[
            { title: t('institution'), render: (_, { institution }) => names.institution(institution) },
            { title: t('pool'), render: (_, { pool }) => t(`code:pool.${pool}`) },
            { title: t('group'), render: (_, { institution, group }) => groupName(institution, group) },
            { title: t('date'), dataIndex: 'date' },
            { title: t('check'), render: (_, { code, sentence }) => `${code}: ${sentence}` },
            { title: t('frozenSince'), render: (_, { frozenAt }) => <Moment at={frozenAt} /> },
          ]}
        />
      ) : null}
    </section>
  );
}
