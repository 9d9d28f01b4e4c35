import { useQuery } from '@tanstack/react-query';
import { Checkbox, Flex, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read, type Schema } from '../api/client';
import { UrgencyTag } from '../code/tags';
import { InstitutionName } from '../institution/institution-name';
import { Choice } from '../list/choice';
import { type ListState, useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { useOwnerColumns } from '../referral/owner-columns';
import { useSession } from '../session/session';
import { Moment } from '../time/moment';
import { asks, QUESTION_STATES, type QuestionState } from './question';
import { QuestionTag } from './question-tag';

type Line = Schema<'TeleconsultationLine'>;

/** Questions to specialists before a referral: those a department is asked, or those a house has asked. */
export default function QuestionsPage() {
  const { t } = useTranslation('question');
  const state = useListState();
  const { roles } = useSession();
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t(asks(roles) ? 'leadAsked' : 'lead')}</p>
      <Flex wrap gap="middle" align="center" style={{ marginBottom: 12 }}>
        <Choice
          label={t('state')}
          all={t('all')}
          value={state.get('state')}
          onChange={(value) => state.set({ state: value })}
          options={QUESTION_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
        <Checkbox
          checked={state.get('overdue') === 'true'}
          onChange={({ target }) => state.set({ overdue: target.checked ? 'true' : '' })}
        >
          {t('overdueOnly')}
        </Checkbox>
      </Flex>
      <Questions state={state} />
    </>
  );
}

function Questions({ state }: { readonly state: ListState }) {
  const { t } = useTranslation('question');
  const { roles } = useSession();
  const wanted = {
    box: asks(roles) ? ('outbox' as const) : ('inbox' as const),
    ...(state.get('state') ? { state: state.get('state') as QuestionState } : {}),
    ...(state.get('overdue') === 'true' ? { overdue: 'true' as const } : {}),
    cursor: state.cursor,
  };
  const query = useQuery({
    queryKey: ['teleconsultations', 'list', wanted],
    queryFn: ({ signal }) => read(api.GET('/v1/teleconsultations', { params: { query: wanted }, signal })),
  });
  const columns: TableProps<Line>['columns'] = [
    { title: t('asked'), render: (_, { id, askedAt }) => <Asked id={id} at={askedAt} /> },
    { title: t('urgency'), render: (_, { urgencyClass }) => <UrgencyTag value={urgencyClass} /> },
    { title: t('from'), render: (_, { from }) => <InstitutionName code={from.institution} /> },
    { title: t('to'), render: (_, { to }) => <InstitutionName code={to.institution} deptCode={to.deptCode} /> },
    { title: t('state'), render: (_, line) => <QuestionTag of={line} /> },
    ...useOwnerColumns<Line>('question:dueKind'),
  ];
  return (
    <Listing<Line>
      label={t('title')}
      query={query}
      columns={columns}
      rowKey={({ id }) => id}
      state={state}
      empty={t('empty')}
    />
  );
}

function Asked({ id, at }: { readonly id: string; readonly at: string }) {
  return (
    <Link to={`/questions/${id}`}>
      <Moment at={at} />
    </Link>
  );
}
