import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { ProblemAlert } from '../problem/problem-alert';
import { Part } from '../refer/field';
import { Moment } from '../time/moment';

/** What is known of the patient before the visit: results that still hold, and the courses of care so far. */
export function Known({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation('visit');
  const results = useQuery({
    queryKey: ['recognised-results', patientId],
    queryFn: ({ signal }) =>
      read(api.GET('/v1/recognised-results', { params: { query: { patient: patientId } }, signal })),
  });
  const episodes = useQuery({
    queryKey: ['episodes', 'latest', patientId],
    queryFn: ({ signal }) =>
      read(api.GET('/v1/episodes', { params: { query: { patient: patientId, limit: 5 } }, signal })),
  });
  const held = results.data?.items ?? [];
  const courses = episodes.data?.items ?? [];
  return (
    <>
      <Part title={t('results')}>
        {results.isError ? <ProblemAlert error={results.error} onRetry={() => void results.refetch()} /> : null}
        {results.data && held.length === 0 ? <p className="quiet">{t('noResults')}</p> : null}
        <ul className="plain">
          {held.map((one) => (
            <li key={one.id}>
              {one.item} · <InstitutionName code={one.reportingInstitution} /> · <Moment at={one.performedAt} />
              {one.report ? <p className="quiet">{one.report}</p> : null}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('history')}>
        {episodes.isError ? <ProblemAlert error={episodes.error} onRetry={() => void episodes.refetch()} /> : null}
        {episodes.data && courses.length === 0 ? <p className="quiet">{t('noHistory')}</p> : null}
        <ul className="plain">
          {courses.map((one) => (
            <li key={one.id}>
              <Moment at={one.openedAt} form="day" /> · <InstitutionName code={one.institution} /> ·{' '}
              {t('referrals', { count: one.referrals })}
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}
