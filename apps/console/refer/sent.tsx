import { Alert, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { StateTag } from '../code/tags';
import { ProblemAlert } from '../problem/problem-alert';
import { Owner } from '../referral/owner';
import { Unit } from '../referral/unit';
import { useReferral } from '../referral/use-referral';
import { Waiting } from '../shell/waiting';
import { Deadline } from '../time/deadline';

/** What became of a referral that was just sent: unit, place in the list, who acts next. It stays true by itself. */
export function Sent({ id }: { readonly id: string }) {
  const { t } = useTranslation('refer');
  const query = useReferral(id);
  if (query.isPending) return <Waiting />;
  if (!query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const referral = query.data;
  const isAnswered = referral.unit !== undefined || referral.wait !== undefined;
  return (
    <Flex vertical gap="middle">
      <Alert
        role="status"
        type="success"
        showIcon
        title={t('sent', { number: referral.referralNo })}
        description={
          <Flex vertical gap={4}>
            <span>
              <StateTag value={referral.state} />
              {isAnswered ? null : t('looking')}
            </span>
            <span>
              {t('next')} <Owner owner={referral.owner} /> <Deadline at={referral.dueAt} />
            </span>
          </Flex>
        }
      />
      <Unit referral={referral} />
      <Link to={`/referrals/${id}`}>
        <Button type="primary">{t('toReferral')}</Button>
      </Link>
    </Flex>
  );
}
