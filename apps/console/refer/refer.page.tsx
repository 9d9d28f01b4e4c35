import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { api, read, readVersioned } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { countyNow } from '../time/clock';
import { DraftKeeper } from './draft-keeper';
import { draftRemote } from './draft-remote';
import { Drafts } from './drafts';
import { OpenReferrals } from './open-referrals';
import './refer.css';
import { ReferForm } from './refer-form';
import { Sent } from './sent';
import { blank, carriedOver, joined, type UrgencyClass, type Values } from './values';

/** Age below which a guardian consents, years (V12); the API has the last word. */
const GUARDIAN_BELOW = 14;
const YEAR = 31_557_600_000;

/** `/patients/:id/refer`: an up-referral in one page, from a first visit, a draft, or from nothing. */
export default function ReferPage() {
  const { t } = useTranslation('refer');
  const { id: patientId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const sent = search.get('sent');
  const draft = search.get('draft') ?? undefined;
  return (
    <>
      <h1>{t('title')}</h1>
      {sent ? (
        <Sent id={sent} />
      ) : (
        <>
          <OpenReferrals patientId={patientId} />
          <Drafts patientId={patientId} {...(draft ? { except: draft } : {})} />
          <Beginning
            key={draft ?? 'new'}
            patientId={patientId}
            draft={draft}
            onSent={(id) => setSearch({ sent: id }, { replace: true })}
          />
        </>
      )}
    </>
  );
}

interface Props {
  readonly patientId: string;
  readonly draft: string | undefined;
  readonly onSent: (id: string) => void;
}

/** Finds what the form begins with, and then leaves the form to itself. */
function Beginning({ patientId, draft, onSent }: Props) {
  const [search] = useSearchParams();
  const { roles } = useSession();
  const { state } = useLocation() as { state: { findings?: Values['findings'] } | null };
  const [round, setRound] = useState(0);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const visit = search.get('visit');
  const start = useQuery({
    queryKey: ['beginning', patientId, draft, visit, round],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }) => {
      if (draft) {
        const params = { path: { id: draft } };
        const stored = await readVersioned(api.GET('/v1/referral-drafts/{id}', { params, signal }));
        return { values: stored.body.form, stored };
      }
      const patient = await read(api.GET('/v1/patients/{id}', { params: { path: { id: patientId } }, signal })).catch(
        () => undefined,
      );
      const first = blank({
        patientId,
        roles,
        now: countyNow(),
        urgencyClass: (search.get('class') ?? 'U4') as UrgencyClass,
        parentReferralId: search.get('parent') ?? undefined,
        isMinor: patient !== undefined && countyNow() - Date.parse(patient.birthDate) < GUARDIAN_BELOW * YEAR,
      });
      const seen = visit
        ? await read(api.GET('/v1/visits/{id}', { params: { path: { id: visit } }, signal })).catch(() => undefined)
        : undefined;
      const from = seen ? carriedOver(seen, state?.findings) : visit ? { firstVisitEncounterId: visit } : {};
      return { values: joined(first, from), stored: undefined };
    },
  });
  const stored = start.data?.stored;
  const keeper = useMemo(() => new DraftKeeper(draftRemote(), stored), [stored]);
  if (start.isPending) return <Waiting />;
  if (!start.data) return <ProblemAlert error={start.error} onRetry={() => void start.refetch()} />;
  return (
    <ReferForm
      key={round}
      start={start.data.values}
      keeper={keeper}
      sessionId={search.get('session') ?? undefined}
      onSent={(id) => {
        void queries.invalidateQueries({ queryKey: ['referrals'] });
        onSent(id);
      }}
      onTheirs={() => {
        const id = keeper.look().view?.id;
        if (id && id !== draft) navigate(`/patients/${patientId}/refer?draft=${id}`, { replace: true });
        else setRound(round + 1);
      }}
    />
  );
}
