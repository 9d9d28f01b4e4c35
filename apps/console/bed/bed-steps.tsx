import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { OccupancyDialog } from './occupancy-dialog';
import { ReasonDialog } from './reason-dialog';

const LAYERS = ['arrival-desk', 'ward-nurse', 'bed-manager', 'hospital-doctor'];

interface Props {
  readonly bed: Schema<'BedView'>;
  /** Booking of the patient who is to get a bed. */
  readonly booking: string | undefined;
  readonly onGiven: () => void;
}

/** What can be done with one bed: given to a patient, left by one, closed. */
export function BedSteps({ bed, booking, onGiven }: Props) {
  const { t } = useTranslation('bed');
  const { roles } = useSession();
  const [asking, setAsking] = useState<'close' | 'give'>();
  const [leaving, setLeaving] = useState(false);
  const { id, version, label, closedAt, occupancyId } = bed;
  const give = useAct((reason: string | undefined, key) =>
    read(
      api.POST('/v1/bookings/{id}/admissions', {
        params: { path: { id: booking ?? '' }, header: writeHeaders(key) },
        body: { bedId: id, ...(reason ? { reason } : {}) },
      }),
    ),
  );
  const close = useAct((reason: string | undefined, key) =>
    read(
      api.POST('/v1/beds/{id}/closures', {
        params: { path: { id }, header: writeHeaders(key, version) },
        body: { reason: reason ?? '' },
      }),
    ),
  );
  const lays = roles.some((role) => LAYERS.includes(role));
  return (
    <Flex vertical gap={4}>
      <Flex gap={4} wrap>
        {booking && lays && !occupancyId && !closedAt ? (
          <>
            <Button
              size="small"
              type="primary"
              loading={give.isPending}
              onClick={() => give.mutate(undefined, { onSuccess: onGiven })}
            >
              {t('give', { label })}
            </Button>
            <Button size="small" onClick={() => setAsking('give')}>
              {t('giveWithReason')}
            </Button>
          </>
        ) : null}
        {occupancyId && lays ? (
          <Button size="small" onClick={() => setLeaving(true)}>
            {t('leave', { label })}
          </Button>
        ) : null}
        {roles.includes('bed-manager') && !closedAt && !occupancyId ? (
          <Button size="small" danger onClick={() => setAsking('close')}>
            {t('close', { label })}
          </Button>
        ) : null}
      </Flex>
      {give.isError ? <ProblemAlert error={give.error} /> : null}
      {asking ? (
        <ReasonDialog
          title={asking === 'close' ? t('close', { label }) : t('give', { label })}
          means={asking === 'close' ? t('closeMeans') : t('giveMeans')}
          act={asking === 'close' ? close : give}
          onClose={() => setAsking(undefined)}
          onDone={asking === 'give' ? onGiven : undefined}
        />
      ) : null}
      {leaving && occupancyId ? (
        <OccupancyDialog id={occupancyId} group={bed.group} onClose={() => setLeaving(false)} />
      ) : null}
    </Flex>
  );
}
