import { useQuery } from '@tanstack/react-query';
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, read } from '../api/client';
import { UrgencyTag } from '../code/tags';
import { InstitutionName } from '../institution/institution-name';
import { ProblemAlert } from '../problem/problem-alert';
import { Owner } from '../referral/owner';
import { Waiting } from '../shell/waiting';
import { Deadline } from '../time/deadline';
import { AskedCase } from './asked-case';
import { QuestionTag } from './question-tag';
import { Steps } from './steps';
import { Story } from './story';

/** One question to a specialist: the case, what was said until now, and what the reader can do. */
export default function QuestionPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('question');
  const question = useQuery({
    queryKey: ['teleconsultations', 'one', id],
    queryFn: ({ signal }) => read(api.GET('/v1/teleconsultations/{id}', { params: { path: { id } }, signal })),
  });
  const { data } = question;
  return (
    <>
      <Link to="/questions">{t('back')}</Link>
      <h1>{t('one')}</h1>
      {question.isError ? <ProblemAlert error={question.error} onRetry={() => void question.refetch()} /> : null}
      {question.isPending ? <Waiting /> : null}
      {data ? (
        <Flex vertical gap="middle">
          <Flex gap="small" align="center" wrap>
            <UrgencyTag value={data.urgencyClass} />
            <QuestionTag of={data} />
            <span>
              <InstitutionName code={data.from.institution} /> →{' '}
              <InstitutionName code={data.to.institution} deptCode={data.to.deptCode} />
            </span>
            {data.owner ? <Owner owner={data.owner} /> : null}
            {data.dueAt ? <Deadline at={data.dueAt} /> : null}
          </Flex>
          <Steps key={data.version} question={data} />
          <AskedCase view={data} />
          <Story view={data} />
        </Flex>
      ) : null}
    </>
  );
}
