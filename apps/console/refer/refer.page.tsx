import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { PatientLine } from '../patient/patient-line';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { useBeginning, type Wanted, wantedBy } from './beginning';
import { Drafts } from './drafts';
import { OpenReferrals } from './open-referrals';
import { ReferForm } from './refer-form';
import './refer.css';
import { Sent } from './sent';
import type { Values } from './values';

/** `/patients/:id/refer`: an up-referral in one page, from a first visit, a draft, an approval, or from nothing. */
export default function ReferPage() {
  const { t } = useTranslation('refer');
  const { id: patientId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const { state } = useLocation() as { state: { findings?: Values['findings'] } | null };
  const sent = search.get('sent');
  const wanted = wantedBy(patientId, search, state?.findings);
  return (
    <>
      <h1>{t('title')}</h1>
      <PatientLine id={patientId} />
      {sent ? (
        <Sent id={sent} />
      ) : (
        <>
          <OpenReferrals patientId={patientId} />
          <Drafts patientId={patientId} except={wanted.draft} />
          <Begun
            key={wanted.draft ?? 'new'}
            wanted={wanted}
            sessionId={search.get('session') ?? undefined}
            onSent={(id) => setSearch({ sent: id }, { replace: true })}
          />
        </>
      )}
    </>
  );
}

interface Props {
  readonly wanted: Wanted;
  /** The session that the doctor came for. */
  readonly sessionId: string | undefined;
  readonly onSent: (id: string) => void;
}

/** The form, once it is known what it begins with; from then on it is left to itself. */
function Begun({ wanted, sessionId, onSent }: Props) {
  const { t } = useTranslation('refer');
  const [round, setRound] = useState(0);
  const navigate = useNavigate();
  const beginning = useBeginning(wanted, round);
  const beginAgain = (draft: string | undefined) => {
    const isAnother = draft !== undefined && draft !== wanted.draft;
    if (isAnother) navigate(`/patients/${wanted.patientId}/refer?draft=${draft}`, { replace: true });
    else setRound(round + 1);
  };
  if (beginning.isPending) return <Waiting />;
  if (!beginning.data) return <ProblemAlert error={beginning.error} onRetry={() => void beginning.refetch()} />;
  return (
    <>
      {beginning.data.notice ? (
        <Alert type="warning" showIcon role="alert" title={t(beginning.data.notice)} style={{ marginBottom: 12 }} />
      ) : null}
      <ReferForm
        key={round}
        beginning={beginning.data}
        sessionId={sessionId}
        onSent={onSent}
        onBeginAgain={beginAgain}
      />
    </>
  );
}
