import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { useAct } from '../act/act';
import { api, read } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { type Line, paramsOf } from './question';

/** Opens the up-referral with everything that is known already. */
export function Refer({ question }: { readonly question: Line }) {
  const { t } = useTranslation('question');
  const go = useNavigate();
  const draft = useAct((_: undefined, key) =>
    read(api.POST('/v1/teleconsultations/{id}/drafts', { params: paramsOf(question, key), body: {} })),
  );
  return (
    <>
      <Button
        size="small"
        type="primary"
        loading={draft.isPending}
        onClick={() =>
          draft.mutate(undefined, { onSuccess: (made) => go(`/patients/${question.patientId}/refer?draft=${made.id}`) })
        }
      >
        {t('step.refer')}
      </Button>
      {draft.isError ? <ProblemAlert error={draft.error} /> : null}
    </>
  );
}
