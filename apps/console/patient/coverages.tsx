import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { type Role, useSession } from '../session/session';

const READERS: readonly Role[] = [
  'family-doctor',
  'primary-doctor',
  'hospital-doctor',
  'department-head',
  'referral-desk',
  'arrival-desk',
];

/** How the patient is insured, for whoever may know. */
export function Coverages({ id }: { readonly id: string }) {
  const { t } = useTranslation('patient');
  const { roles } = useSession();
  const allowed = roles.some((role) => READERS.includes(role));
  const query = useQuery({
    queryKey: ['patient', id, 'coverages'],
    enabled: allowed,
    queryFn: ({ signal }) => read(api.GET('/v1/patients/{id}/coverages', { params: { path: { id } }, signal })),
  });
  if (!allowed || query.isPending) return null;
  if (!query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <section aria-label={t('coverage')}>
      <h2>{t('coverage')}</h2>
      {query.data.items.length === 0 ? <p>{t('noCoverage')}</p> : null}
      <ul>
        {query.data.items.map((one) => (
          <li key={one.validFrom}>
            {t(`scheme.${one.scheme}`, { defaultValue: one.scheme })} · {one.poolingArea} · {one.validFrom} –{' '}
            {one.validTo ?? ''} {one.chronicSpecial?.join('、')} {one.aidCategory}
          </li>
        ))}
      </ul>
    </section>
  );
}
