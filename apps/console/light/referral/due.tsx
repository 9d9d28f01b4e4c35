import { countyNow } from '../../time/county-time';
import { showTime } from '../../time/time';
import { useAsked } from '../ask';
import { institutions } from '../lists';
import { useSpeech } from '../speech';

interface Props {
  readonly owner?: { readonly institution?: string; readonly role?: string };
  readonly dueAt?: string;
}

/** Who has it now and until when; late is said in words. */
export function Due({ owner, dueAt }: Props) {
  const { t, language } = useSpeech();
  if (!owner && !dueAt) return null;
  const isLate = dueAt !== undefined && new Date(dueAt).getTime() < countyNow();
  return (
    <p className={isLate ? 'late' : undefined}>
      {t('owner')} {owner?.institution ? <House code={owner.institution} /> : null}{' '}
      {owner?.role ? t(`code.role.${owner.role}`) : ''}
      {dueAt ? ` · ${t(isLate ? 'late' : 'until')} ${showTime(dueAt, 'moment', language)}` : ''}
    </p>
  );
}

/** A house by its name, or its code while the name is not known. */
export function House({ code }: { readonly code: string }) {
  const { language } = useSpeech();
  const houses = useAsked('institutions', institutions);
  const house = houses.data?.find((one) => one.code === code);
  return <>{(language === 'en' ? house?.nameEn || house?.name : house?.name) ?? code}</>;
}
