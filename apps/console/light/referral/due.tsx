import { countyNow } from '../../time/county-time';
import { showTime } from '../../time/time';
import { useNames } from '../names';
import { useSpeech } from '../speech';

interface Props {
  readonly owner?: { readonly institution?: string; readonly role?: string };
  readonly dueAt?: string;
}

/** Who has it now and until when; late is said in words. */
export function Due({ owner, dueAt }: Props) {
  const { t, language } = useSpeech();
  const names = useNames();
  if (!owner && !dueAt) return null;
  const isLate = dueAt !== undefined && new Date(dueAt).getTime() < countyNow();
  return (
    <p className={isLate ? 'late' : undefined}>
      {t('owner')} {owner?.institution ? names.house(owner.institution) : null}{' '}
      {owner?.role ? t(`code.role.${owner.role}`) : ''}
      {dueAt ? ` · ${t(isLate ? 'late' : 'until')} ${showTime(dueAt, 'moment', language)}` : ''}
    </p>
  );
}
