import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read, type Schema } from '../api/client';
import { useGroupName } from '../institution/group-name';
import type { ListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { useSession } from '../session/session';
import { Moment } from '../time/moment';
import { Settle } from './settle';
import { Whither } from './whither';

type Displacement = Schema<'DisplacementView'>;
const STATES = ['open-task', 'rebooked', 'waiting', 'settled'] as const;

/** Everybody whose unit the house took away, until each has been told or found another. */
export function Displacements({ state }: { readonly state: ListState }) {
  const { t } = useTranslation(['roster', 'code']);
  const groupName = useGroupName();
  const readsReferrals = useSession().roles.includes('referral-desk');
  const shown = STATES.find((one) => one === state.get('of')) ?? 'open-task';
  const query = { limit: 30, state: shown, cursor: state.cursor };
  const list = useQuery({
    queryKey: ['sessions', 'displacements', query],
    queryFn: ({ signal }) => read(api.GET('/v1/displacements', { params: { query }, signal })),
  });
  return (
    <>
      <Flex style={{ marginBottom: 8 }}>
        <Segmented
          aria-label={t('state')}
          value={shown}
          onChange={(of) => state.set({ of })}
          options={STATES.map((value) => ({ value, label: t(`displacement.${value}`) }))}
        />
      </Flex>
      <Listing<Displacement>
        label={t('displaced')}
        query={list}
        state={state}
        rowKey={({ id }) => id}
        empty={t('noneDisplaced')}
        columns={[
          {
            title: t('was'),
            render: (_, { startsAt, institution, group }) => (
              <>
                <Moment at={startsAt} /> {groupName(institution, group)}
              </>
            ),
          },
          {
            title: t('why'),
            render: (_, { cause, reason }) =>
              `${t(`cause.${cause}`)} · ${t(`reasons.${reason}`, { defaultValue: reason })}`,
          },
          { title: t('becomes'), render: (_, one) => <Whither moved={one} /> },
          {
            title: t('bookingOf'),
            render: (_, { referralId, reservationId }) =>
              referralId ? (
                readsReferrals ? (
                  <Link to={`/referrals/${referralId}`}>{t('byReferral')}</Link>
                ) : (
                  t('byReferral')
                )
              ) : (
                `${t('byHouse')} ${reservationId.slice(-8).toUpperCase()}`
              ),
          },
          {
            title: t('settling'),
            render: (_, one) =>
              one.state === 'settled' ? (
                <>
                  {t(`outcome.${one.outcome}`)} <Moment at={one.settledAt} />
                </>
              ) : one.state === 'waiting' ? (
                <Button disabled>{t('waitsStill')}</Button>
              ) : (
                <Settle displacement={one} />
              ),
          },
        ]}
      />
    </>
  );
}
