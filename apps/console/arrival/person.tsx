import { useTranslation } from 'react-i18next';
import { countyNow } from '../time/clock';
import type { Expected } from './use-arrivals';

const YEAR = 31_557_600_000;

/** Whom to call: masked name, sex and age. */
export function Person({ patient }: Pick<Expected, 'patient'>) {
  const { t } = useTranslation('arrival');
  if (!patient) return <>{t('elsewhere')}</>;
  const age = Math.floor((countyNow() - new Date(patient.birthDate).getTime()) / YEAR);
  return (
    <span>
      {patient.name} · {t(`sex.${patient.sexCode}`)} · {t('age', { age })}
    </span>
  );
}
