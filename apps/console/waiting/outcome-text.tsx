import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problem/problem-alert';
import { Outcome } from '../referral/outcome';
import { useReferral } from '../referral/use-referral';
import { Waiting } from '../shell/waiting';

/** What the receiver found and advises; opening it is a recorded read. */
export function OutcomeText({ id }: { readonly id: string }) {
  const { t } = useTranslation('waiting');
  const referral = useReferral(id);
  if (referral.isPending) return <Waiting />;
  if (!referral.data) return <ProblemAlert error={referral.error} onRetry={() => void referral.refetch()} />;
  const { outcome } = referral.data;
  return outcome ? <Outcome outcome={outcome} /> : <Alert type="info" title={t('outcome.hidden')} />;
}
