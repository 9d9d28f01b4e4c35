import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { Deadline } from '../time/deadline';

/** A house has few emergencies at one time; all that wait are said. */
const query = { box: 'house', order: 'due', open: 'true', owner: 'own', urgency: 'U1', limit: 100 } as const;

/**
 * Emergencies that nobody has acknowledged yet. They are accepted from the first moment, so no list of what is to be
 * decided holds them; they stand above every list, whatever its filters.
 */
export function EmergencyAlerts() {
  const { t } = useTranslation('worklist');
  const { data } = useQuery({
    queryKey: ['worklist', 'emergencies'],
    queryFn: ({ signal }) => read(api.GET('/v1/referrals', { params: { query }, signal })),
  });
  const waiting = data?.items.filter(({ dueKind }) => dueKind === 'acknowledge-alert') ?? [];
  if (waiting.length === 0) return null;
  return (
    <Alert
      role="status"
      type="error"
      showIcon
      style={{ marginBottom: 12 }}
      title={t('emergencies', { count: waiting.length })}
      description={
        <ul>
          {waiting.map(({ id, referralNo, from, dueAt }) => (
            <li key={id}>
              <Link to={`/referrals/${id}`}>{referralNo}</Link> <InstitutionName code={from.institution} />{' '}
              {dueAt ? <Deadline at={dueAt} /> : null}
            </li>
          ))}
        </ul>
      }
    />
  );
}
