import { Flex, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Actions } from '../action/actions';
import { FormView } from '../form/form-view';
import { PatientCard } from '../patient/patient-card';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { Timeline } from '../timeline/timeline';
import { Alerts } from './alerts';
import { NextLinks } from './next-links';
import { Outcome } from './outcome';
import { ReferralHead } from './referral-head';
import { Route } from './route';
import { Unit } from './unit';
import { useReferral } from './use-referral';

interface Props {
  readonly id: string;
}

/** One referral with everything its reader may see and do; usable as a page and beside a worklist. */
export function ReferralView({ id }: Props) {
  const { t } = useTranslation('referral');
  const query = useReferral(id);
  if (query.isPending) return <Waiting />;
  if (!query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const referral = query.data;
  return (
    <Flex vertical gap="middle">
      {query.isError ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      <ReferralHead referral={referral} />
      <Actions referral={referral} />
      <NextLinks referral={referral} />
      <PatientCard id={referral.patientId} />
      <Unit referral={referral} />
      <Tabs
        items={[
          { key: 'form', label: t('tab.form'), children: <FormView form={referral.form} /> },
          { key: 'timeline', label: t('tab.timeline'), children: <Timeline id={id} /> },
          { key: 'route', label: t('tab.route'), children: <Route referral={referral} /> },
          { key: 'alerts', label: t('tab.alerts'), children: <Alerts id={id} /> },
        ]}
      />
      {referral.outcome ? <Outcome outcome={referral.outcome} /> : null}
    </Flex>
  );
}
