import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Flex, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read, type Schema } from '../api/client';
import { StateTag, UrgencyTag } from '../code/tags';
import { diagnosisText } from '../form/diagnosis-text';
import { InstitutionName } from '../institution/institution-name';
import { useMarks } from '../language/marks';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { Moment } from '../time/moment';
import { TimePicker } from './time-picker';

/** One course of care: first visits, referrals, bookings, outcomes, follow-ups, as known now or at any minute before. */
export function Episode({ id }: { readonly id: string }) {
  const { t } = useTranslation('patient');
  const marks = useMarks();
  const [at, setAt] = useState<string>();
  const params = (instant?: string) => ({ path: { id }, query: instant ? { at: instant } : {} });
  const now = useQuery({
    queryKey: ['episodes', 'one', id],
    queryFn: ({ signal }) => read(api.GET('/v1/episodes/{id}', { params: params(), signal })),
  });
  const then = useQuery({
    queryKey: ['episodes', 'one', id, at],
    enabled: at !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read(api.GET('/v1/episodes/{id}', { params: params(at), signal })),
  });
  const query = at === undefined ? now : then;
  if (now.isPending) return <Waiting />;
  if (!now.data) return <ProblemAlert error={now.error} onRetry={() => void now.refetch()} />;
  const shown = query.data ?? now.data;
  const owner = shown.firstContactResponsibility;
  return (
    <Flex vertical gap="small">
      <TimePicker steps={now.data.timeline} at={at} onPick={setAt} />
      {then.isError && at ? <ProblemAlert error={then.error} /> : null}
      {owner ? (
        <p>
          {t('caseOwner')}
          {marks.colon}
          <InstitutionName code={owner.institution} /> <Moment at={owner.since} />
        </p>
      ) : null}
      <Visits visits={shown.visits} />
      <Legs legs={shown.legs} />
      {shown.followUps.map((one) => (
        <p key={one.recordedAt}>
          <Tag>{t(`followUpKind.${one.kind}`, { defaultValue: one.kind })}</Tag> <Moment at={one.at} />
        </p>
      ))}
    </Flex>
  );
}

function Visits({ visits }: { readonly visits: readonly Schema<'EpisodeVisit'>[] }) {
  const { t } = useTranslation('patient');
  const marks = useMarks();
  return (
    <Table<Schema<'EpisodeVisit'>>
      size="small"
      title={() => t('visits')}
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...visits]}
      rowKey="id"
      columns={[
        { title: t('when'), render: (_, { visitedAt }) => <Moment at={visitedAt} /> },
        { title: t('house'), render: (_, one) => <InstitutionName code={one.institution} deptCode={one.deptCode} /> },
        { title: t('diagnosis'), render: (_, { diagnoses }) => diagnosisText(diagnoses, marks) },
        { title: t('discharged'), render: (_, { dischargedAt }) => <Moment at={dischargedAt} /> },
      ]}
    />
  );
}

function Legs({ legs }: { readonly legs: readonly Schema<'EpisodeLeg'>[] }) {
  const { t } = useTranslation('patient');
  return (
    <Table<Schema<'EpisodeLeg'>>
      size="small"
      title={() => t('legs')}
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...legs]}
      rowKey="referralId"
      columns={[
        {
          title: t('number'),
          render: (_, { referralId, referralNo }) => <Link to={`/referrals/${referralId}`}>{referralNo}</Link>,
        },
        { title: t('direction'), render: (_, { direction }) => t(`code:direction.${direction}`) },
        { title: t('urgency'), render: (_, { urgencyClass }) => <UrgencyTag value={urgencyClass} /> },
        { title: t('state'), render: (_, { state }) => <StateTag value={state} /> },
        { title: t('from'), render: (_, { fromInstitution }) => <InstitutionName code={fromInstitution} /> },
        {
          title: t('to'),
          render: (_, { toInstitution, toDepartment }) =>
            toInstitution ? <InstitutionName code={toInstitution} deptCode={toDepartment} /> : '–',
        },
        {
          title: t('booking'),
          render: (_, { unit, firstContactAt }) => <Moment at={unit?.startsAt ?? firstContactAt} />,
        },
        { title: t('outcome'), render: (_, { outcome }) => (outcome ? t(`code:outcome.${outcome}`) : '–') },
      ]}
    />
  );
}
