import { Button, Flex, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { countyNow } from '../time/clock';

/** Check-in and no-show of a booking of the hospital's own. */
export function BookingSteps({ booking }: { readonly booking: Schema<'Booking'> }) {
  const { t } = useTranslation('arrival');
  const { roles } = useSession();
  const { id, state, startsAt, keptUntil } = booking;
  const params = (key: string, version: number) => ({ path: { id }, header: writeHeaders(key, version) });
  const arrive = useAct((version: number, key) =>
    read(api.POST('/v1/bookings/{id}/arrivals', { params: params(key, version), body: {} })),
  );
  const miss = useAct((version: number, key) =>
    read(api.POST('/v1/bookings/{id}/no-shows', { params: params(key, version), body: {} })),
  );
  if (!roles.some((role) => role === 'arrival-desk' || role === 'ward-nurse')) return null;
  const error = arrive.error ?? miss.error;
  return (
    <Flex vertical gap={4}>
      <Flex gap={4}>
        {state === 'confirmed' || state === 'no-show' ? (
          <Button size="small" type="primary" loading={arrive.isPending} onClick={() => arrive.mutate(booking.version)}>
            {state === 'no-show' ? t('late') : t('checkIn')}
          </Button>
        ) : null}
        {state === 'confirmed' && new Date(keptUntil ?? startsAt).getTime() < countyNow() ? (
          <Popconfirm title={t('missMeans')} onConfirm={() => miss.mutate(booking.version)}>
            <Button size="small" danger loading={miss.isPending}>
              {t('miss')}
            </Button>
          </Popconfirm>
        ) : null}
      </Flex>
      {error ? <ProblemAlert error={error} /> : null}
    </Flex>
  );
}
