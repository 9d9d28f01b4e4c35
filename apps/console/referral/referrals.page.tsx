import { useQuery } from '@tanstack/react-query';
import { Button, Flex, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read, type Schema } from '../api/client';
import { StateTag, UrgencyTag } from '../code/tags';
import { InstitutionName } from '../institution/institution-name';
import { type ListState, useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { type Role, useSession } from '../session/session';
import { Moment } from '../time/moment';
import { ListFilters } from './list-filters';
import { boxFor, queryOf } from './list-query';
import { useOwnerColumns } from './owner-columns';

type Item = Schema<'ReferralItem'>;

/** They meet an emergency before anybody knows who it is: the short form asks for no patient. */
const SENDERS: readonly Role[] = ['prehospital-staff', 'primary-doctor', 'family-doctor'];

/** Referrals to or from the reader's house, filtered, in pages; the address keeps what is shown. */
export default function ReferralsPage() {
  const { t } = useTranslation('referral');
  const state = useListState();
  const { roles } = useSession();
  return (
    <>
      <Flex justify="space-between" align="start" gap="small">
        <h1>{t('list.title')}</h1>
        {roles.some((role) => SENDERS.includes(role)) ? (
          <Button type="primary" danger href="/light/form?wish=emergency">
            {t('list.emergency')}
          </Button>
        ) : null}
      </Flex>
      <Flex vertical gap="middle">
        <ListFilters state={state} />
        <Referrals state={state} />
      </Flex>
    </>
  );
}

function Referrals({ state }: { readonly state: ListState }) {
  const { t } = useTranslation('referral');
  const { roles } = useSession();
  const wanted = queryOf(state.get, state.cursor, boxFor(roles));
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
    ...useOwnerColumns<Item>(),
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
