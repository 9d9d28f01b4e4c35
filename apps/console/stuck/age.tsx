import { useTranslation } from 'react-i18next';
import { countyNow } from '../time/clock';

const MINUTE = 60_000;

/** For how long something has been due. */
export function Age({ since }: { readonly since: string }) {
  const { t } = useTranslation('stuck');
  const minutes = Math.max(0, Math.round((countyNow() - Date.parse(since)) / MINUTE));
  if (minutes < 120) return <>{t('minutes', { count: minutes })}</>;
  const hours = Math.round(minutes / 60);
  return <>{hours < 48 ? t('hours', { count: hours }) : t('days', { count: Math.round(hours / 24) })}</>;
}
