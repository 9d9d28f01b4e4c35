import { useEffect, useState } from 'react';
import { api, read, type Schema } from '../../api/client';
import { useSpeech } from '../speech';
import type { LightForm } from './light-form';

const PAUSE_MILLISECONDS = 600;

/** What the county's criteria advise for what is typed so far; silent without a network, as it only advises. */
export function Advice({ form }: { readonly form: LightForm }) {
  const { t } = useSpeech();
  const [answer, setAnswer] = useState<Schema<'AdviceAnswer'>>();
  const { patientId, diagnoses, reasons, vitals, measuredAt } = form;
  const asked = JSON.stringify({
    direction: 'up',
    patientId,
    diagnoses,
    ...(reasons.length > 0 ? { reasonCode: reasons } : {}),
    ...(measuredAt && Object.values(vitals).some(Boolean) ? { vitals: { ...numbersOf(vitals), at: measuredAt } } : {}),
  });
  const isAsked = diagnoses.length > 0;
  useEffect(() => {
    if (!isAsked) return undefined;
    let dropped = false;
    const take = (now?: Schema<'AdviceAnswer'>) => {
      if (!dropped) setAnswer(now);
    };
    const timer = setTimeout(() => {
      const body = JSON.parse(asked) as Schema<'AdviceQuestion'>;
      read(api.POST('/v1/advice', { body })).then(take, () => take());
    }, PAUSE_MILLISECONDS);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [asked, isAsked]);
  if (!answer || !isAsked) return null;
  return (
    <p className={`advice ${answer.advice}`} role="status">
      {t('advised')} <b>{t(`advice.${answer.advice}`)}</b>
      {answer.advice === 'emergency' ? ` ${t('adviceEmergency')}` : ''}
    </p>
  );
}

function numbersOf(vitals: LightForm['vitals']): Record<string, number> {
  return Object.fromEntries(Object.entries(vitals).flatMap(([name, typed]) => (typed ? [[name, Number(typed)]] : [])));
}
