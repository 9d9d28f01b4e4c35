import { Alert, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { useGroupName } from '../institution/group-name';
import { InstitutionName } from '../institution/institution-name';
import { useMarks } from '../language/marks';
import { Deadline } from '../time/deadline';
import { Moment } from '../time/moment';
import type { Referral } from './use-referral';

interface Props {
  readonly referral: Referral;
}

/** What is held or booked for the patient, or where he waits and why. */
export function Unit({ referral }: Props) {
  const { t } = useTranslation('referral');
  const { unit, parts = [], wait, firstContactAt } = referral;
  return (
    <section aria-label={t('unit.title')}>
      {[...(unit ? [unit] : []), ...parts].map((one) => (
        <OneUnit key={one.reservationId} unit={one} />
      ))}
      {wait ? <Waiting wait={wait} /> : null}
      {firstContactAt ? (
        <Alert
          type="info"
          title={
            <>
              {t('unit.firstContact')} <Moment at={firstContactAt} />
            </>
          }
        />
      ) : null}
    </section>
  );
}

function OneUnit({ unit }: { readonly unit: Schema<'UnitView'> }) {
  const { t } = useTranslation('referral');
  const group = useGroupName()(unit.institution, unit.group);
  return (
    <Descriptions
      size="small"
      bordered
      column={{ xs: 1, md: 2 }}
      title={unit.holdUntil ? t('unit.held') : t('unit.booked')}
      items={[
        { key: 'pool', label: t('unit.what'), children: `${t(`code:pool.${unit.pool}`)} · ${group}` },
        { key: 'house', label: t('unit.where'), children: <InstitutionName code={unit.institution} /> },
        { key: 'at', label: t('unit.when'), children: <Moment at={unit.startsAt} /> },
        { key: 'place', label: t('unit.place'), children: unit.place },
        {
          key: 'share',
          label: t('unit.share'),
          children: unit.fromReserve ? t('unit.fromReserve') : t('unit.open'),
        },
        ...(unit.preparation ? [{ key: 'preparation', label: t('unit.preparation'), children: unit.preparation }] : []),
        ...(unit.holdUntil
          ? [{ key: 'hold', label: t('unit.holdUntil'), children: <Deadline at={unit.holdUntil} /> }]
          : []),
      ]}
    />
  );
}

function Waiting({ wait }: { readonly wait: Schema<'WaitView'> }) {
  const { t } = useTranslation('referral');
  const marks = useMarks();
  return (
    <Alert
      type="warning"
      showIcon
      title={t('unit.waiting', { position: wait.position })}
      description={
        <ul>
          {wait.reasons.map(({ institution, reason }) => (
            <li key={`${institution}:${reason}`}>
              <InstitutionName code={institution} />
              {marks.colon}
              {t(`code:noUnit.${reason}`, { defaultValue: reason })}
            </li>
          ))}
        </ul>
      }
    />
  );
}
