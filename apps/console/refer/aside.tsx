import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Form, InputNumber } from 'antd';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import { useMarks } from '../language/marks';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { VerdictPanel } from '../verdict/verdict-panel';
import { Candidates, useRoutes } from './candidates';
import { type DraftKeeper, isAsking, type Kept } from './draft-keeper';
import { Part } from './field';
import { HoldBar } from './hold-bar';
import { routeQuestion, unitQuestion, verdictQuestion } from './questions';
import { Units } from './units';
import { signs, type Values } from './values';

interface Props {
  /** The form as it was when the hand rested. */
  readonly values: Values;
  readonly keeper: DraftKeeper;
  readonly kept: Kept;
  readonly onChoose: (institution: string | undefined) => void;
  /** The session that the doctor came for. */
  readonly sessionId: string | undefined;
}

/** What the form leads to while it is filled: where, with which unit, by which right, and what it costs. */
export const Aside = memo(function Aside({ values, keeper, kept, onChoose, sessionId }: Props) {
  const { t } = useTranslation('refer');
  const routes = useRoutes(routeQuestion(values));
  const chosen = values.to?.institution;
  const institution = chosen ?? routes.data?.ranked[0]?.institution;
  const units = unitQuestion(values);
  const isEmergency = values.urgencyClass === 'U1';
  const hold = kept.view?.hold;
  return (
    <>
      <Part title={t('part.where')}>
        <Candidates query={routes} chosen={chosen} onChoose={onChoose} />
      </Part>
      {institution ? <Gate values={values} institution={institution} /> : null}
      {isEmergency ? (
        <Alert type="info" showIcon title={t('noHoldForU1')} />
      ) : (
        <Part title={t('part.unit')}>
          <HoldBar keeper={keeper} kept={kept} />
          {institution && units ? (
            <Units
              institution={institution}
              question={units}
              held={hold?.institution === institution ? hold.sessionId : undefined}
              disabled={isAsking(kept)}
              onHold={(wanted = sessionId) =>
                void keeper.hold({ to: { institution }, ...(wanted ? { sessionId: wanted } : {}) })
              }
            />
          ) : (
            <p className="quiet">{t('chooseDepartment')}</p>
          )}
        </Part>
      )}
    </>
  );
});

/** Verdict, benefit and the right to the reserve for the hospital that is looked at. */
function Gate({ values, institution }: { readonly values: Values; readonly institution: string }) {
  const { t } = useTranslation('refer');
  const marks = useMarks();
  const session = useSession();
  const [cost, setCost] = useState<number | null>(null);
  const question = verdictQuestion(values, institution, cost ?? undefined);
  const query = useQuery({
    queryKey: ['verdict', question],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read(api.POST('/v1/verdict-previews', { body: question, signal })),
  });
  const reserve = signs(session) ? query.data?.reserve : undefined;
  return (
    <Part title={t('part.gate')}>
      {query.isError && !query.data ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Waiting /> : null}
      {query.data ? <VerdictPanel verdict={query.data} /> : null}
      <Form.Item label={t('cost')} htmlFor="refer_cost" layout="horizontal">
        <InputNumber id="refer_cost" min={0} max={10_000_000} value={cost} onChange={setCost} suffix="¥" />
      </Form.Item>
      {reserve ? (
        <Alert
          type={reserve.entitlement === 'open' ? 'info' : 'success'}
          showIcon
          title={t(`right.${reserve.entitlement}`)}
          description={
            reserve.entitlement === 'open'
              ? reserve.reasons.map((one) => t(`rightReason.${one}`, { defaultValue: one })).join(marks.semicolon)
              : null
          }
          style={{ marginBottom: 12 }}
        />
      ) : null}
    </Part>
  );
}
