import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { AnswerForm } from './answer-form';
import { type Line, paramsOf, type QuestionStep, stepsOf } from './question';
import { Refer } from './refer';
import { InformForm, ReturnForm, WithdrawForm } from './text-forms';

interface Props {
  readonly question: Line;
}

const FORMS = { answer: AnswerForm, return: ReturnForm, inform: InformForm, withdraw: WithdrawForm };

/** What the reader can do with a question: at once, or with a form that opens below. */
export function Steps({ question }: Props) {
  const { t } = useTranslation('question');
  const steps = stepsOf(question, useSession());
  const [chosen, choose] = useState<QuestionStep | undefined>(
    steps.find((step) => step === 'answer' || step === 'inform'),
  );
  const Form = chosen && chosen in FORMS ? FORMS[chosen as keyof typeof FORMS] : undefined;
  if (steps.length === 0) return null;
  return (
    <section aria-label={t('steps')}>
      <Flex gap="small" wrap>
        {steps.map((step) =>
          step === 'take' || step === 'take-over' ? (
            <Take key={step} question={question} label={t(`step.${step}`)} />
          ) : step === 'refer' ? (
            <Refer key={step} question={question} />
          ) : (
            <Button
              key={step}
              type={step === chosen ? 'primary' : 'default'}
              aria-pressed={step === chosen}
              onClick={() => choose(step)}
            >
              {t(`step.${step}`)}
            </Button>
          ),
        )}
      </Flex>
      {Form ? <Form question={question} /> : null}
    </section>
  );
}

function Take({ question, label }: Props & { readonly label: string }) {
  const take = useAct((_: undefined, key) =>
    read(api.POST('/v1/teleconsultations/{id}/takings', { params: paramsOf(question, key), body: {} })),
  );
  return (
    <>
      <Button type="primary" loading={take.isPending} onClick={() => take.mutate(undefined)}>
        {label}
      </Button>
      {take.isError ? <ProblemAlert error={take.error} /> : null}
    </>
  );
}
