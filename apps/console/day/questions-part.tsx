import { useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read } from '../api/client';
import { UrgencyTag } from '../code/tags';
import { PatientName } from '../patient/patient-name';
import { ProblemAlert } from '../problem/problem-alert';
import type { Line } from '../question/question';
import { Refer } from '../question/refer';
import { Deadline } from '../time/deadline';

/** Questions to specialists that came back: answered, or with a question of their own. */
const STATES = ['answered', 'returned'] as const;

/** Advice that was asked for before a referral and has arrived; the referral that follows it is one click away. */
export function QuestionsPart() {
  const { t } = useTranslation('day');
  const questions = useQuery({
    queryKey: ['teleconsultations', 'day'],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        STATES.map((state) =>
          read(api.GET('/v1/teleconsultations', { params: { query: { box: 'outbox', state, limit: 20 } }, signal })),
        ),
      );
      return pages.flatMap(({ items }) => items);
    },
  });
  if (questions.isError) return <ProblemAlert error={questions.error} onRetry={() => void questions.refetch()} />;
  const items = questions.data ?? [];
  if (items.length === 0) return null;
  return (
    <Card size="small" title={<h2 className="part-name">{t('questions', { count: items.length })}</h2>}>
      <ul className="waiting" aria-label={t('questions', { count: items.length })}>
        {items.map((question) => (
          <li key={question.id}>
            <Question question={question} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Question({ question }: { readonly question: Line }) {
  const { t } = useTranslation('day');
  const { id, state, outcome, patientId, urgencyClass, dueAt, expiresAt } = question;
  return (
    <>
      <span className="waiting-what">
        <UrgencyTag value={urgencyClass} /> <PatientName id={patientId} />{' '}
        <Link to={`/questions/${id}`}>{t(`question.${outcome ?? state}`)}</Link>
      </span>
      <span className="waiting-due">
        <Deadline at={dueAt ?? expiresAt} />
      </span>
      {state === 'answered' && outcome !== 'stay-local' ? <Refer question={question} /> : null}
    </>
  );
}
