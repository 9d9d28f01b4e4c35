import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read } from '../api/client';
import { StateTag } from '../code/tags';
import { ProblemAlert } from '../problem/problem-alert';

/** Referrals of the patient that are open: before the form, and, with a department, what would refuse it (V07). */
export function OpenReferrals({ patientId, deptCode }: { readonly patientId: string; readonly deptCode?: string }) {
  const { t } = useTranslation('refer');
  const { data, error, refetch } = useQuery({
    queryKey: ['referrals', 'open', patientId, deptCode],
    queryFn: ({ signal }) => {
      const query = { patientId, direction: 'up', ...(deptCode ? { deptCode } : {}) } as const;
      return read(api.GET('/v1/referrals/open', { params: { query }, signal }));
    },
  });
  // Not to know is not to have none.
  if (error && !data) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data || data.items.length === 0) return null;
  return (
    <Alert
      role="alert"
      type={deptCode ? 'error' : 'warning'}
      showIcon
      title={deptCode ? t('openThere') : t('open', { count: data.items.length })}
      description={
        <ul className="plain">
          {data.items.map(({ id, referralNo, state }) => (
            <li key={id}>
              <Link to={`/referrals/${id}`}>{referralNo}</Link> <StateTag value={state} />
            </li>
          ))}
        </ul>
      }
      style={{ marginBottom: 12 }}
    />
  );
}
