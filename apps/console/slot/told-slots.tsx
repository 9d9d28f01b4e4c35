import { useQuery } from '@tanstack/react-query';
import { Alert, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read } from '../api/client';
import { SupplyName } from '../institution/supply-name';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { Moment } from '../time/moment';

/** The units that a notice told of, and how many are left by now: others may have been quicker. */
export function ToldSlots({ notice }: { readonly notice: string }) {
  const { t } = useTranslation(['slot', 'code']);
  const told = useQuery({
    queryKey: ['units', 'told', notice],
    queryFn: ({ signal }) => read(api.GET('/v1/notices/{id}/slots', { params: { path: { id: notice } }, signal })),
  });
  if (told.isPending) return <Waiting />;
  if (told.isError) return <ProblemAlert error={told.error} onRetry={() => void told.refetch()} />;
  const { unitsNow, items } = told.data;
  return (
    <Card size="small" title={<h2 className="part-name">{t('told')}</h2>} style={{ marginBottom: 16 }}>
      <Alert
        type={unitsNow > 0 ? 'success' : 'warning'}
        showIcon
        title={unitsNow > 0 ? t('toldLeft', { count: unitsNow }) : t('toldGone')}
      />
      <ul className="waiting" aria-label={t('told')}>
        {items.map(({ sessionId, institution, pool, group, startsAt, unitsNow: left }) => (
          <li key={sessionId}>
            <span className="waiting-what">
              <Moment at={startsAt} /> {t(`code:pool.${pool}`)} <SupplyName institution={institution} group={group} />
            </span>
            <span className="waiting-due">{t('count', { count: left })}</span>
            {left > 0 ? <Link to={`/patients?session=${sessionId}`}>{t('choosePatient')}</Link> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
