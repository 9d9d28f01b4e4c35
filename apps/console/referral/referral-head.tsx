import { Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { StateTag, UrgencyTag } from '../code/tags';
import { Facts } from '../fact/facts';
import { InstitutionName } from '../institution/institution-name';
import { Deadline } from '../time/deadline';
import { Moment } from '../time/moment';
import { Owner } from './owner';
import type { Referral } from './use-referral';

interface Props {
  readonly referral: Referral;
}

/** What it is, where it stands, who has it and until when. */
export function ReferralHead({ referral }: Props) {
  const { t } = useTranslation('referral');
  const { referralNo, urgencyClass, state, direction, from, to, owner, dueAt, dueKind, rung } = referral;
  return (
    <section aria-label={t('head')}>
      <Flex wrap gap="small" align="center">
        <h2 style={{ margin: 0, fontSize: 18 }}>{referralNo}</h2>
        <UrgencyTag value={urgencyClass} />
        <Tag>{t(`code:direction.${direction}`)}</Tag>
        <StateTag value={state} />
        <Flags referral={referral} />
      </Flex>
      <Facts
        items={[
          {
            key: 'from',
            label: t('from'),
            children: <InstitutionName code={from.institution} deptCode={from.deptCode} />,
          },
          { key: 'to', label: t('to'), children: <InstitutionName code={to.institution} deptCode={to.deptCode} /> },
          { key: 'purpose', label: t('purpose'), children: t(`code:purpose.${referral.purpose}`) },
          { key: 'owner', label: t('owner'), children: <Owner owner={owner} rung={rung} /> },
          {
            key: 'due',
            label: t('due'),
            children: dueAt ? (
              <>
                {t(`code:due.${dueKind}`, { defaultValue: dueKind })} <Deadline at={dueAt} />
              </>
            ) : (
              t('nothingDue')
            ),
          },
          { key: 'submitted', label: t('submittedAt'), children: <Moment at={referral.submittedAt} /> },
          { key: 'valid', label: t('validUntil'), children: <Moment at={referral.validUntil} /> },
          { key: 'verdict', label: t('verdict'), children: t(`code:verdict.${referral.verdictCode}`) },
          { key: 'entitlement', label: t('entitlement'), children: t(`code:entitlement.${referral.entitlement}`) },
          ...(referral.tasks ?? []).map((task) => ({
            key: `task-${task.kind}`,
            label: t(`code:due.${task.kind}`, { defaultValue: task.kind }),
            children: (
              <>
                <Owner owner={task.owner} rung={task.rung} /> <Deadline at={task.dueAt} />
              </>
            ),
          })),
        ]}
      />
    </section>
  );
}

function Flags({ referral }: Props) {
  const { t } = useTranslation('referral');
  const { greenChannel, criticalCentre, isolation, outOfNetwork, hop, offered, pending } = referral;
  return (
    <>
      {greenChannel ? <Tag color="green">{t('flag.green')}</Tag> : null}
      {criticalCentre ? <Tag color="red">{t(`code:centre.${criticalCentre}`)}</Tag> : null}
      {isolation ? <Tag color="purple">{t('flag.isolation')}</Tag> : null}
      {outOfNetwork ? <Tag color="orange">{t('flag.outOfNetwork')}</Tag> : null}
      {hop > 0 ? <Tag>{t('flag.hop', { count: hop })}</Tag> : null}
      {offered ? <Tag color="purple">{t('flag.offered')}</Tag> : null}
      {pending ? <Tag color="gold">{t(`pending.${pending}`)}</Tag> : null}
    </>
  );
}
