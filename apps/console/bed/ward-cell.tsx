import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schema } from '../api/client';

interface Props {
  readonly day: Schema<'WardDayView'> | undefined;
  /** Present where the reader may report. */
  readonly onReport?: () => void;
}

/** One ward on one day: what was reported, what each basis makes of it, what is offered. */
export function WardCell({ day, onReport }: Props) {
  const { t } = useTranslation('bed');
  const report = onReport ? (
    <Button size="small" onClick={onReport}>
      {day ? t('reportAgain') : t('report')}
    </Button>
  ) : null;
  if (!day)
    return (
      <>
        <div>{t('notReported')}</div>
        {report}
      </>
    );
  return (
    <>
      <Tag color={day.kind === 'actual' ? 'green' : 'default'}>{t(`kind.${day.kind}`)}</Tag>
      {day.bases.map(({ basis, beds, reserve, inForce }) => (
        <div key={basis} style={inForce ? { fontWeight: 600 } : undefined}>
          {t(`basis.${basis}`)} {beds} · {t('reserve')} {reserve} {inForce ? t('inForce') : null}
        </div>
      ))}
      {day.offers.map(({ sessionId, bedClass, capacity, reserve }) => (
        <div key={sessionId}>
          <Link to={`/rosters?pool=inpatient-bed&from=${day.date}&session=${sessionId}`}>
            {t('offered', { class: t(`class.${bedClass}`, { defaultValue: bedClass }), capacity, reserve })}
          </Link>
        </div>
      ))}
      {report}
    </>
  );
}
