import { useQuery } from '@tanstack/react-query';
import { Empty, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { ProblemAlert } from '../problem/problem-alert';
import { Moment } from '../time/moment';

interface Props {
  readonly id: string;
}

/** Every alert that the ladder has sent about a referral, and who took note of it. */
export function Alerts({ id }: Props) {
  const { t } = useTranslation('referral');
  const query = useQuery({
    queryKey: ['referral', id, 'alerts'],
    queryFn: ({ signal }) => read(api.GET('/v1/referrals/{id}/alerts', { params: { path: { id } }, signal })),
  });
  if (query.isError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Table<Schema<'AlertView'>>
      size="small"
      loading={query.isPending}
      pagination={false}
      dataSource={query.data?.items ?? []}
      rowKey={({ rung, at, dueKind }) => `${dueKind}:${rung}:${at}`}
      locale={{ emptyText: query.isPending ? ' ' : <Empty description={t('alert.none')} /> }}
      columns={[
        { title: t('alert.at'), render: (_, { at }) => <Moment at={at} /> },
        { title: t('due'), render: (_, { dueKind }) => t(`code:due.${dueKind}`, { defaultValue: dueKind }) },
        { title: t('alert.to'), render: (_, { rung }) => t(`code:rung.${rung}`) },
        {
          title: t('alert.noted'),
          render: (_, { noted }) =>
            noted ? (
              <>
                {t(`code:role.${noted.role}`)} · <InstitutionName code={noted.institution} /> <Moment at={noted.at} />
              </>
            ) : (
              t('alert.notNoted')
            ),
        },
      ]}
    />
  );
}
