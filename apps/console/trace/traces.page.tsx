import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { paths } from '#openapi';
import { api, read, type Schema } from '../api/client';
import { StateTag, UrgencyTag } from '../code/tags';
import { ExportButtons } from '../export/export-buttons';
import { EVERY_HALF_MINUTE } from '../glance/indicator-report';
import { InstitutionName } from '../institution/institution-name';
import { useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { Deadline } from '../time/deadline';
import { Moment } from '../time/moment';
import { TraceFilters } from './trace-filters';

type TraceQuery = NonNullable<paths['/v1/traces']['get']['parameters']['query']>;
type Item = Schema<'TraceItem'>;

const FILTERS = ['find', 'institution', 'state', 'direction', 'urgencyClass', 'from', 'to', 'open', 'overdue'] as const;

/** Any referral of the county, found by number, institution, day or state. */
export default function TracesPage() {
  const { t } = useTranslation(['trace', 'code', 'stuck']);
  const state = useListState();
  const filters = Object.fromEntries(FILTERS.map((name) => [name, state.get(name)]).filter(([, value]) => value));
  const query = { ...filters, cursor: state.cursor } as TraceQuery;
  const traces = useQuery({
    queryKey: ['traces', query],
    refetchInterval: EVERY_HALF_MINUTE,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read(api.GET('/v1/traces', { params: { query }, signal })),
  });
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      <TraceFilters state={state} />
      <Flex justify="end" style={{ marginBottom: 8 }}>
        <ExportButtons path="/v1/traces" query={filters as Record<string, string>} />
      </Flex>
      <Listing<Item>
        label={t('list')}
        query={traces}
        state={state}
        rowKey={({ id }) => id}
        empty={t('empty')}
        columns={[
          { title: t('number'), render: (_, { id, referralNo }) => <Link to={`/traces/${id}`}>{referralNo}</Link> },
          { title: t('urgency'), render: (_, { urgencyClass }) => <UrgencyTag value={urgencyClass} /> },
          { title: t('direction'), render: (_, { direction }) => t(`code:direction.${direction}`) },
          { title: t('state'), render: (_, item) => <StateTag value={item.state} /> },
          { title: t('sender'), render: (_, { from }) => <InstitutionName code={from.institution} /> },
          {
            title: t('receiver'),
            render: (_, { to }) => <InstitutionName code={to.institution} deptCode={to.deptCode} />,
          },
          { title: t('submitted'), render: (_, { submittedAt }) => <Moment at={submittedAt} /> },
          { title: t('owner'), render: (_, item) => <Owner {...item} /> },
          { title: t('due'), render: (_, { dueAt }) => <Deadline at={dueAt} /> },
          { title: t('rung'), render: (_, { rung }) => (rung ? t(`stuck:rungs.${rung}`) : '–') },
        ]}
      />
    </>
  );
}

function Owner({ owner, dueKind }: Item) {
  const { t } = useTranslation('code');
  if (!owner) return <>–</>;
  const { institution, role } = owner;
  return (
    <>
      <InstitutionName code={institution} /> · {t(`role.${role}`)} · {t(`due.${dueKind}`, { defaultValue: dueKind })}
    </>
  );
}
