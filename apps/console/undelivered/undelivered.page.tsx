import { useQuery } from '@tanstack/react-query';
import { Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { useSession } from '../session/session';
import { Moment } from '../time/moment';
import { Channels, EVERY_HALF_MINUTE } from './channels';
import { DeliveryActs } from './delivery-acts';
import { sayReason } from './reason';
import { RedriveAll } from './redrive-all';

const OF_A_HOUSE = ['referral-desk', 'family-doctor', 'primary-doctor', 'medical-affairs'] as const;
const OF_CHANNELS = [
  'referral-desk',
  'medical-affairs',
  'consortium-office',
  'county-health-authority',
  'platform-admin',
] as const;
const STATES = [
  'dead',
  'waiting',
  'sending',
  'sent',
  'delivered',
  'expired',
  'cancelled',
  'not-configured',
  'settled',
] as const satisfies readonly Schema<'DeliveryItem'>['state'][];

/** What was not delivered, why, and what a person does about it; and how the channels are. */
export default function Page() {
  const { t } = useTranslation('undelivered');
  const { roles } = useSession();
  const isOfAHouse = OF_A_HOUSE.some((role) => roles.includes(role));
  return (
    <>
      <h1>{t('title')}</h1>
      {OF_CHANNELS.some((role) => roles.includes(role)) ? <Channels /> : null}
      {isOfAHouse ? <Deliveries /> : <p>{t('byTheHouses')}</p>}
    </>
  );
}

function Deliveries() {
  const { t } = useTranslation(['undelivered', 'trace']);
  const state = useListState();
  const wanted = STATES.find((one) => one === state.get('state')) ?? 'dead';
  const query = useQuery({
    queryKey: ['deliveries', wanted, state.cursor],
    refetchInterval: EVERY_HALF_MINUTE,
    queryFn: ({ signal }) =>
      read(
        api.GET('/v1/deliveries', {
          params: { query: { state: wanted, cursor: state.cursor } },
          signal,
        }),
      ),
  });
  const givenUp = wanted === 'dead' ? [...new Set(query.data?.items.map(({ channel }) => channel))] : [];
  return (
    <>
      <Flex gap="small" align="center" wrap style={{ marginBottom: 8 }}>
        <label htmlFor="delivery-state">{t('state')}</label>
        <Select
          id="delivery-state"
          value={wanted}
          style={{ width: 180 }}
          options={STATES.map((value) => ({ value, label: t(`trace:deliveryStates.${value}`) }))}
          onChange={(value) => state.set({ state: value })}
        />
        {givenUp.map((channel) => (
          <RedriveAll key={channel} channel={channel} />
        ))}
      </Flex>
      <Listing<Schema<'DeliveryItem'>>
        label={t('deliveries')}
        query={query}
        state={state}
        rowKey={({ id }) => id}
        empty={t('none')}
        columns={[
          { title: t('createdAt'), dataIndex: 'createdAt', render: (at: string) => <Moment at={at} /> },
          {
            title: t('channel'),
            dataIndex: 'channel',
            render: (name: string) => t(`trace:channels.${name}`, { defaultValue: name }),
          },
          { title: t('recipient'), render: (_, { recipient }) => t(`trace:posts.${recipient.split(':')[0]}`) },
          { title: t('attempts'), dataIndex: 'attempts' },
          { title: t('reason'), render: (_, { reason }) => sayReason(reason, t) },
          {
            title: t('act'),
            render: (_, item) => (item.state === 'dead' ? <DeliveryActs id={item.id} /> : null),
          },
        ]}
      />
    </>
  );
}
