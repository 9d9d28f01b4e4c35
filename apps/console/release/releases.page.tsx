import { useQuery } from '@tanstack/react-query';
import { Flex, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { RESERVED_POOLS } from '../../../libs/contracts/codes';
import { api, read, type Schema } from '../api/client';
import { SupplyName } from '../institution/supply-name';
import { useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { useSession } from '../session/session';
import { Deadline } from '../time/deadline';
import { Moment } from '../time/moment';
import { countyDay } from '../time/time';

type Release = Schema<'ReleaseView'>;

/** How far ahead one looks. */
const HOURS = [24, 48, 168] as const;
const AGAIN = 60_000;

/** Last call: units that are still kept for family doctors and will soon be given to others. */
export default function Page() {
  const { t } = useTranslation(['release', 'code']);
  const { roles } = useSession();
  const state = useListState();
  const pool = RESERVED_POOLS.find((one) => one === state.get('pool'));
  const hours = HOURS.find((one) => String(one) === state.get('hours')) ?? HOURS[0];
  const query = { hours, limit: 30, ...(pool ? { pool } : {}), cursor: state.cursor };
  const list = useQuery({
    queryKey: ['units', 'releases', query],
    refetchInterval: AGAIN,
    queryFn: ({ signal }) => read(api.GET('/v1/releases', { params: { query }, signal })),
  });
  const refers = roles.includes('family-doctor');
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t(refers ? 'meansDoctor' : 'meansHouse')}</p>
      <Flex gap="small" wrap role="search" style={{ marginBottom: 8 }}>
        <Segmented
          aria-label={t('within')}
          value={hours}
          onChange={(value) => state.set({ hours: value === HOURS[0] ? undefined : String(value) })}
          options={HOURS.map((value) => ({ value, label: t('hours', { count: value }) }))}
        />
        <Select
          allowClear
          aria-label={t('pool')}
          placeholder={t('pool')}
          style={{ width: 160 }}
          value={pool}
          onChange={(value: string | undefined) => state.set({ pool: value })}
          options={RESERVED_POOLS.map((value) => ({ value, label: t(`code:pool.${value}`) }))}
        />
      </Flex>
      <Listing<Release>
        label={t('title')}
        query={list}
        state={state}
        rowKey={({ sessionId }) => sessionId}
        empty={t('none')}
        columns={[
          { title: t('release'), render: (_, { releaseAt }) => <Deadline at={releaseAt} /> },
          { title: t('left'), render: (_, one) => one.protected },
          { title: t('pool'), render: (_, one) => t(`code:pool.${one.pool}`) },
          {
            title: t('where'),
            render: (_, { institution, group }) => <SupplyName institution={institution} group={group} />,
          },
          { title: t('place'), dataIndex: 'place' },
          { title: t('start'), render: (_, { startsAt }) => <Moment at={startsAt} /> },
          {
            title: t('act'),
            render: (_, { sessionId, pool: kind, startsAt }) =>
              refers ? (
                <Link to={`/patients?session=${sessionId}`}>{t('refer')}</Link>
              ) : (
                <Link to={`/rosters?pool=${kind}&from=${countyDay(new Date(startsAt))}&session=${sessionId}`}>
                  {t('board')}
                </Link>
              ),
          },
        ]}
      />
    </>
  );
}
