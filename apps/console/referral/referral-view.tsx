import { Alert, Flex, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Actions } from '../action/actions';
import { FormView } from '../form/form-view';
import { PatientCard } from '../patient/patient-card';
import { ProblemAlert } from '../problem/problem-alert';
import { type Role, useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { Timeline } from '../timeline/timeline';
import { Alerts } from './alerts';
import { Exchange } from './exchange';
import { NextLinks } from './next-links';
import { Outcome } from './outcome';
import { ReferralHead } from './referral-head';
import { Route } from './route';
import { Unit } from './unit';
import { isGone, useReferral } from './use-referral';

/** Whom the API lets see what the ladder has sent. */
const TOLD_OF_ALERTS: readonly Role[] = [
  'family-doctor',
  'primary-doctor',
  'hospital-doctor',
  'department-head',
  'referral-desk',
  'medical-affairs',
  'consortium-office',
  'county-health-authority',
];

interface Props {
  readonly id: string;
  /** Nothing can be decided for the moment. */
  readonly isHeld?: boolean;
}

/** One referral with everything its reader may see and do; usable as a page and beside a worklist. */
export function ReferralView({ id, isHeld = false }: Props) {
  const { t } = useTranslation('referral');
  const { roles } = useSession();
  const query = useReferral(id);
  if (query.isPending) return <Waiting />;
  if (!query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const referral = query.data;
  if (isGone(query.error))
    return <Alert type="info" showIcon role="status" title={t('gone', { no: referral.referralNo })} />;
  return (
    <Flex vertical gap="middle">
      {query.isError ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      <ReferralHead referral={referral} />
      <Exchange referral={referral} />
      <Actions referral={referral} isHeld={isHeld} />
      <NextLinks referral={referral} />
      <PatientCard id={referral.patientId} />
      <Unit referral={referral} />
      <Tabs
        items={[
          { key: 'form', label: t('tab.form'), children: <FormView form={referral.form} /> },
          { key: 'timeline', label: t('tab.timeline'), children: <Timeline id={id} /> },
          { key: 'route', label: t('tab.route'), children: <Route referral={referral} /> },
          ...(roles.some((role) => TOLD_OF_ALERTS.includes(role))
            ? [{ key: 'alerts', label: t('tab.alerts'), children: <Alerts id={id} /> }]
            : []),
        ]}
      />
      {referral.outcome ? <Outcome outcome={referral.outcome} /> : null}
    </Flex>
  );
}
