import { useQuery } from '@tanstack/react-query';
import { Descriptions, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, read, type Schema } from '../api/client';
import { StateTag, UrgencyTag } from '../code/tags';
import { EVERY_HALF_MINUTE } from '../glance/indicator-report';
import { InstitutionName } from '../institution/institution-name';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { Deadline } from '../time/deadline';
import { Moment } from '../time/moment';
import { Clinical } from './clinical';
import { Notices } from './notices';
import { storyOf } from './story';
import { StoryTable } from './story-table';
import { Units } from './units';

/** One referral minute by minute, without a word that is clinical unless a reason is given. */
export default function TracePage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('trace');
  const { roles } = useSession();
  const trace = useQuery({
    queryKey: ['trace', id],
    refetchInterval: EVERY_HALF_MINUTE,
    queryFn: ({ signal }) => read(api.GET('/v1/traces/{id}', { params: { path: { id } }, signal })),
  });
  return (
    <>
      <Link to="/traces">{t('back')}</Link>
      <h1>{trace.data ? t('traceOf', { number: trace.data.referralNo }) : t('title')}</h1>
      {trace.isError ? <ProblemAlert error={trace.error} onRetry={() => void trace.refetch()} /> : null}
      {trace.isPending ? <Waiting /> : null}
      {trace.data ? (
        <Flex vertical gap="middle">
          <Facts trace={trace.data} />
          <section aria-label={t('story')}>
            <h2>{t('story')}</h2>
            <p>
              {t('storyLead')} {t('chain')}
            </p>
            <StoryTable lines={storyOf(trace.data)} />
          </section>
          {roles.includes('county-health-authority') ? (
            <>
              <Notices id={id} />
              <Units id={id} />
              <Clinical id={id} />
            </>
          ) : null}
        </Flex>
      ) : null}
    </>
  );
}

function Facts({ trace }: { readonly trace: Schema<'TraceView'> }) {
  const { t } = useTranslation(['trace', 'code', 'glance', 'stuck']);
  const { owner } = trace;
  const items = [
    { label: t('state'), children: <StateTag value={trace.state} /> },
    { label: t('direction'), children: t(`code:direction.${trace.direction}`) },
    { label: t('urgency'), children: <UrgencyTag value={trace.urgencyClass} /> },
    { label: t('sender'), children: <InstitutionName code={trace.from.institution} /> },
    {
      label: t('receiver'),
      children: <InstitutionName code={trace.to.institution} deptCode={trace.to.deptCode} />,
    },
    { label: t('submitted'), children: <Moment at={trace.submittedAt} form="full" /> },
    {
      label: t('owner'),
      children: owner ? (
        <>
          <InstitutionName code={owner.institution} /> · {t(`code:role.${owner.role}`)} ·{' '}
          {t(`code:due.${trace.dueKind}`, { defaultValue: trace.dueKind })}
        </>
      ) : (
        '–'
      ),
    },
    { label: t('due'), children: <Deadline at={trace.dueAt} /> },
    { label: t('rung'), children: trace.rung ? t(`stuck:rungs.${trace.rung}`) : '–' },
    { label: t('entitlement'), children: t(`code:entitlement.${trace.entitlement}`) },
    { label: t('verdict'), children: t(`glance:verdict.${trace.verdictCode}`) },
    { label: t('hops'), children: trace.hop },
    { label: t('valid'), children: <Moment at={trace.validUntil} form="full" /> },
    { label: t('rules'), children: trace.ruleSetVersion },
  ];
  return <Descriptions size="small" bordered column={{ xs: 1, md: 2, xl: 3 }} items={items} />;
}
