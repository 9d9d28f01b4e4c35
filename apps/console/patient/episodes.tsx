import { useQuery } from '@tanstack/react-query';
import { Collapse, Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { ProblemAlert } from '../problem/problem-alert';
import { type Role, useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { Moment } from '../time/moment';
import { Episode } from './episode';

const READERS: readonly Role[] = [
  'primary-doctor',
  'family-doctor',
  'hospital-doctor',
  'department-head',
  'referral-desk',
];

/** The courses of care of a patient, newest first and open. */
export function Episodes({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation('patient');
  const { roles } = useSession();
  const allowed = roles.some((role) => READERS.includes(role));
  const query = useQuery({
    queryKey: ['episodes', 'all', patientId],
    enabled: allowed,
    queryFn: ({ signal }) => read(api.GET('/v1/episodes', { params: { query: { patient: patientId } }, signal })),
  });
  if (!allowed) return null;
  if (query.isPending) return <Waiting />;
  if (!query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const [first] = query.data.items;
  return (
    <section aria-label={t('episodes')}>
      <h2>{t('episodes')}</h2>
      {first ? (
        <Collapse
          defaultActiveKey={[first.id]}
          items={query.data.items.map((one) => ({
            key: one.id,
            label: (
              <>
                <Moment at={one.openedAt} form="day" /> · <InstitutionName code={one.institution} /> ·{' '}
                {t('legsOf', { count: one.referrals, open: one.openReferrals })}
              </>
            ),
            children: <Episode id={one.id} />,
          }))}
        />
      ) : (
        <Empty description={t('noEpisodes')} />
      )}
    </section>
  );
}
