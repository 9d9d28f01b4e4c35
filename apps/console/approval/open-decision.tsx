import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schema } from '../api/client';
import type { Role } from '../session/session';
import { decides } from './deciders';

interface Props {
  readonly approval: Schema<'ApprovalView'>;
  readonly roles: readonly Role[];
  readonly onOpen: () => void;
}

/** What comes next for a request: its decision, or the referral that may use it. */
export function OpenDecision({ approval: { state, patientId, referralId, validUntil, id }, roles, onOpen }: Props) {
  const { t } = useTranslation('approval');
  if (state === 'requested') {
    if (!decides(roles)) return null;
    return (
      <Button size="small" type="primary" onClick={onOpen}>
        {t('decide')}
      </Button>
    );
  }
  if (state === 'approved' && !referralId && validUntil && !decides(roles)) {
    return <Link to={`/patients/${patientId}/refer?approval=${id}`}>{t('refer')}</Link>;
  }
  return null;
}
