import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schema } from '../api/client';
import { SupplyName } from '../institution/supply-name';
import type { ListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { Moment } from '../time/moment';
import { BookingSteps } from './booking-steps';
import { useBookings } from './use-arrivals';

/** Every unit of the day that somebody has, the hospital's own bookings included; those of referrals are checked in as referrals. */
export function BookingList({ state }: { readonly state: ListState }) {
  const { t } = useTranslation(['arrival', 'code']);
  const query = useBookings(state);
  return (
    <Listing<Schema<'Booking'>>
      label={t('bookings')}
      query={query}
      state={state}
      rowKey={({ id }) => id}
      empty={t('noBookings')}
      columns={[
        { title: t('when'), render: (_, { startsAt }) => <Moment at={startsAt} /> },
        { title: t('code'), render: (_, { id, externalId }) => externalId ?? id.slice(-8).toUpperCase() },
        { title: t('pool'), render: (_, { pool }) => t(`code:pool.${pool}`) },
        {
          title: t('where'),
          render: (_, { institution, group, place }) => (
            <>
              <SupplyName institution={institution} group={group} />
              <div>{place}</div>
            </>
          ),
        },
        { title: t('channel'), render: (_, { channel }) => t(`channels.${channel}`, { defaultValue: channel }) },
        { title: t('state'), render: (_, { state: at }) => <Tag>{t(`bookingState.${at}`)}</Tag> },
        {
          title: t('steps'),
          render: (_, booking) =>
            booking.referralId ? (
              <Link to={`/referrals/${booking.referralId}`}>{t('ofReferral')}</Link>
            ) : (
              <BookingSteps booking={booking} />
            ),
        },
      ]}
    />
  );
}
