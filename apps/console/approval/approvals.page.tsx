import { useQuery } from '@tanstack/react-query';
import type { TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { api, read, type Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { useMarks } from '../language/marks';
import { Choice } from '../list/choice';
import { useListState } from '../list/list-state';
import { Listing } from '../list/listing';
import { PatientName } from '../patient/patient-name';
import { useOwnerColumns } from '../referral/owner-columns';
import { useSession } from '../session/session';
import { Moment } from '../time/moment';
import { decides } from './deciders';
import { DecisionDialog } from './decision-dialog';
import { OpenDecision } from './open-decision';
import { RequestForm } from './request-form';

type Approval = Schema<'ApprovalView'>;
type State = Approval['state'];

const STATES = ['requested', 'approved', 'refused'] as const satisfies State[];

/** Requests to refer a patient out of the network: asked for by doctors, decided by the sender's centre (V04). */
export default function ApprovalsPage() {
  const { t } = useTranslation('approval');
  const { roles, institution } = useSession();
  // A house that decides or would receive reads of the request; the patient is not its own yet.
  const asks = (one: Approval) => one.fromInstitution === institution;
  const state = useListState();
  const [search] = useSearchParams();
  const [deciding, decide] = useState<Approval>();
  const wanted = {
    ...(state.get('state') ? { state: state.get('state') as State } : {}),
    cursor: state.cursor,
  };
  const query = useQuery({
    queryKey: ['approvals', wanted],
    queryFn: ({ signal }) => read(api.GET('/v1/network-approvals', { params: { query: wanted }, signal })),
  });
  const patientId = search.get('patient');
  const columns: TableProps<Approval>['columns'] = [
    { title: t('requestedAt'), render: (_, { requestedAt }) => <Moment at={requestedAt} /> },
    ...(decides(roles)
      ? []
      : [
          {
            title: t('patient'),
            render: (_: unknown, one: Approval) => (asks(one) ? <PatientName id={one.patientId} /> : '–'),
          },
        ]),
    { title: t('from'), render: (_, one) => <InstitutionName code={one.fromInstitution} /> },
    { title: t('to'), render: (_, one) => <InstitutionName code={one.toInstitution} deptCode={one.deptCode} /> },
    { title: t('reason'), render: (_, { reason }) => t(`reasons.${reason}`) },
    { title: t('state'), render: (_, one) => <Stand of={one} /> },
    ...useOwnerColumns<Approval>(),
    { title: '', render: (_, one) => <OpenDecision approval={one} roles={roles} onOpen={() => decide(one)} /> },
  ];
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      {patientId ? <RequestForm patientId={patientId} /> : null}
      <Choice
        label={t('state')}
        all={t('all')}
        value={state.get('state')}
        onChange={(value) => state.set({ state: value })}
        options={STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
      />
      <Listing<Approval>
        label={t('title')}
        query={query}
        columns={columns}
        rowKey={({ id }) => id}
        state={state}
        empty={t('empty')}
      />
      {deciding ? <DecisionDialog approval={deciding} onClose={() => decide(undefined)} /> : null}
    </>
  );
}

function Stand({ of: { state, refusal, validUntil, referralId } }: { readonly of: Approval }) {
  const { t } = useTranslation('approval');
  const marks = useMarks();
  return (
    <>
      {t(`states.${state}`)}
      {refusal ? `${marks.colon}${t(`refusals.${refusal}`)}` : null}
      {referralId ? ` · ${t('used')}` : null}
      {validUntil && !referralId ? (
        <>
          {' '}
          · {t('until')} <Moment at={validUntil} />
        </>
      ) : null}
    </>
  );
}
