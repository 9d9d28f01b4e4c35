import { Alert, Button, Form, Result } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { countyNow } from '../time/clock';
import type { Plan } from './hand-back-body';
import { Medicines } from './medicines';
import { PlanFields } from './plan-fields';
import { IN_CARE, useAnswered, useHandBack, useWayHome } from './use-hand-back';

interface Props {
  readonly patientId: string;
  /** The up-referral that is answered, where the reader came from it. */
  readonly referralId: string | undefined;
}

/** The plan that goes home with the patient; sending it returns the outcome of the up-referral, too. */
export function HandBackForm({ patientId, referralId }: Props) {
  const { t } = useTranslation('hand-back');
  const answered = useAnswered(patientId, referralId);
  const wayHome = useWayHome(patientId);
  const up = answered.data ?? undefined;
  const act = useHandBack({ patientId, ...(up ? { parentReferralId: up.id } : {}) });
  const [done, setDone] = useState<Schema<'ReferralView'>>();
  if (done) return <HandedBack referral={done} />;
  if (answered.isPending || wayHome.isPending) return <Waiting />;
  // Sent without it, the hand-back would answer nothing, and the outcome would still be owed.
  if (answered.data === undefined)
    return <ProblemAlert error={answered.error} onRetry={() => void answered.refetch()} />;
  const home = wayHome.data?.ranked ?? [];
  const initial: Partial<Plan> = {
    inpatient: up?.purpose === 'admission',
    endedAt: new Date(countyNow()).toISOString(),
    consentMethod: 'paper',
    medicationSupplyDays: 28,
    ...(home[0] ? { institution: home[0].institution } : {}),
  };
  return (
    <Form<Plan>
      layout="vertical"
      initialValues={initial}
      onFinish={(plan) => act.mutate(plan, { onSuccess: setDone })}
      requiredMark="optional"
    >
      <Alert
        type={up ? 'success' : 'info'}
        showIcon
        title={up ? t(IN_CARE.includes(up.state) ? 'answers' : 'follows', { number: up.referralNo }) : t('answersNone')}
      />
      {answered.isError ? <ProblemAlert error={answered.error} onRetry={() => void answered.refetch()} /> : null}
      {wayHome.isError ? <ProblemAlert error={wayHome.error} onRetry={() => void wayHome.refetch()} /> : null}
      <PlanFields home={home} errors={act.error?.errors ?? []} />
      <Medicines />
      {act.isError ? <ProblemAlert error={act.error} /> : null}
      <Button type="primary" htmlType="submit" loading={act.isPending} style={{ marginTop: 16 }}>
        {t('send')}
      </Button>
    </Form>
  );
}

/** What was sent, to whom, and what the receiver should know (medicines that it does not keep). */
function HandedBack({ referral }: { readonly referral: Schema<'ReferralView'> }) {
  const { t } = useTranslation('hand-back');
  return (
    <Result
      status="success"
      title={t('sent')}
      subTitle={
        <>
          {referral.referralNo} → <InstitutionName code={referral.to.institution} />
        </>
      }
      extra={<Link to={`/referrals/${referral.id}`}>{t('look')}</Link>}
    >
      {referral.warnings.length > 0
        ? referral.warnings.map(({ rule, code, message, field }) => (
            <Alert
              key={`${rule}:${field}`}
              type="warning"
              showIcon
              title={t(`warning.${code}`, { defaultValue: message ?? code })}
              description={field}
            />
          ))
        : null}
    </Result>
  );
}
