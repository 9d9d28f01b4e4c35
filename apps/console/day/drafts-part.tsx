import { useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read } from '../api/client';
import { PatientName } from '../patient/patient-name';
import { ProblemAlert } from '../problem/problem-alert';
import { Deadline } from '../time/deadline';

/** Forms that were begun: they, and the units held for them, are dropped when nobody goes on. */
export function DraftsPart() {
  const { t } = useTranslation('day');
  const drafts = useQuery({
    queryKey: ['drafts', 'day'],
    queryFn: ({ signal }) => read(api.GET('/v1/referral-drafts', { params: { query: { limit: 50 } }, signal })),
  });
  const items = drafts.data?.items ?? [];
  return (
    <Card size="small" title={<h2 className="part-name">{t('drafts', { count: items.length })}</h2>}>
      {drafts.isError ? <ProblemAlert error={drafts.error} onRetry={() => void drafts.refetch()} /> : null}
      {drafts.isSuccess && items.length === 0 ? <p className="quiet">{t('nothing.drafts')}</p> : null}
      <ul className="waiting" aria-label={t('drafts', { count: items.length })}>
        {items.map(({ id, patientId, dueAt, hold }) => (
          <li key={id}>
            <span className="waiting-what">
              <PatientName id={patientId} />
              {hold?.holdUntil ? (
                <span>
                  {t('holdUntil')} <Deadline at={hold.holdUntil} />
                </span>
              ) : null}
            </span>
            <span className="waiting-due">
              {t('droppedAt')} <Deadline at={dueAt} />
            </span>
            <Link to={`/patients/${patientId}/refer?draft=${id}`}>{t('goOn')}</Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
