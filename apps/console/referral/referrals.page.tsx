import { useQuery } from '@tanstack/react-query';
import { Flex, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read, type Schema } from '../api/client';
import { StateTag, UrgencyTag } from '../code/tags';
import { InstitutionName } from '../institution/institution-name';
import { type ListState, useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { Deadline } from '../time/deadline';
import { Moment } from '../time/moment';
import { ListFilters } from './list-filters';
import { queryOf } from './list-query';
import { Owner } from './owner';

type Item = Schema<'ReferralItem'>;

/** Referrals to or from the reader's house, filtered, in pages; the address keeps what is shown. */
export default function ReferralsPage() {
  const { t } = useTranslation('referral');
  const state = useListState();
  return (
    <>
      <h1>{t('list.title')}</h1>
      <Flex vertical gap="middle">
        <ListFilters state={state} />
        <Referrals state={state} />
      </Flex>
    </>
  );
}

function Referrals({ state }: { readonly state: ListState }) {
  const { t } = useTranslation('referral');
  const wanted = queryOf(state.get, state.cursor);
  const query = useQuery({
    queryKey: ['referrals', wanted],
    queryFn: ({ signal }) => read(api.GET('/v1/referrals', { params: { query: wanted }, signal })),
  });
  const columns: TableProps<Item>['columns'] = [
    {
      title: t('list.number'),
      render: (_, { id, referralNo }) => <Link to={`/referrals/${id}`}>{referralNo}</Link>,
    },
    { title: t('list.urgency'), render: (_, { urgencyClass }) => <UrgencyTag value={urgencyClass} /> },
    { title: t('list.direction'), render: (_, { direction }) => t(`code:direction.${direction}`) },
    { title: t('list.state'), render: (_, item) => <StateTag value={item.state} /> },
    { title: t('from'), render: (_, { from }) => <InstitutionName code={from.institution} /> },
    { title: t('to'), render: (_, { to }) => <InstitutionName code={to.institution} deptCode={to.deptCode} /> },
    { title: t('owner'), render: (_, { owner, rung }) => <Owner owner={owner} rung={rung} /> },
    {
      title: t('due'),
      render: (_, { dueAt, dueKind }) =>
        dueAt ? (
          <>
            {t(`code:due.${dueKind}`, { defaultValue: dueKind })} <Deadline at={dueAt} />
          </>
        ) : (
          '–'
        ),
    },
    { title: t('submittedAt'), render: (_, { submittedAt }) => <Moment at={submittedAt} /> },
  ];
  return (
    <Listing<Item>
      label={t('list.title')}
      query={query}
      columns={columns}
      rowKey={({ id }) => id}
      state={state}
      empty={t('list.empty')}
    />
  );
}
