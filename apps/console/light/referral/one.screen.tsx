import { useState } from 'react';
import { api, newKey, read, readVersioned, type Schema, type Versioned, writeHeaders } from '../../api/client';
import { Problem } from '../../problem/problem';
import { showTime } from '../../time/time';
import { useAsked } from '../ask';
import { patientOf } from '../lists';
import { Refused } from '../notice';
import { PersonName } from '../patients.screen';
import { useSpeech } from '../speech';
import { Due, House } from './due';
import { Slip } from './slip';

type Detail = Versioned<Schema<'ReferralDetail'>>;

/** One referral: where it stands, what I must do now, and its slip for the patient. */
export function One({ owner, id }: { readonly owner: string; readonly id: string }) {
  const { t, language } = useSpeech();
  const path = { path: { id } };
  const referral = useAsked(`referral ${id}`, async () => ({
    ...(await readVersioned(api.GET('/v1/referrals/{id}', { params: path }))),
    actions: (await read(api.GET('/v1/referrals/{id}/actions', { params: path }))).actions,
  }));
  const patient = useAsked(`patient of ${id} ${referral.data?.body.patientId}`, async () =>
    referral.data ? patientOf(owner, referral.data.body.patientId) : undefined,
  );
  if (!referral.data) {
    return referral.pending ? (
      <p role="status">{t('loading')}</p>
    ) : (
      <Refused problem={referral.problem} onRetry={referral.ask} />
    );
  }
  const { body, actions } = referral.data;
  const { unit, outcome } = body;
  const said = body.verdict.text as { zh: string; en: string } | undefined;
  return (
    <article>
      <h1>{body.referralNo}</h1>
      <div className="screen-only">
        <p>
          <b>{t(`code.state.${body.state}`)}</b> · {t(`code.urgency.${body.urgencyClass}`)} ·{' '}
          {t(`code.direction.${body.direction}`)}
        </p>
        {patient.data ? (
          <p>
            <PersonName patient={patient.data} />
          </p>
        ) : null}
        <p>
          {t('to')} <House code={body.to.institution} />
          {unit?.startsAt ? ` · ${showTime(unit.startsAt, 'moment', language)} ${unit.place ?? ''}` : ''}
        </p>
        <Due owner={body.owner} dueAt={body.dueAt} />
        {said ? <p>{said[language]}</p> : null}
        {outcome ? (
          <p>
            <b>{t('outcome')}</b> {t(`outcomes.${outcome.outcome}`)} {outcome.adviceToFamilyDoctor ?? ''}
          </p>
        ) : null}
        <Acts detail={referral.data} actions={actions} onDone={referral.ask} />
        <button type="button" onClick={referral.ask}>
          {t('refresh')}
        </button>
        <button type="button" onClick={() => print()}>
          {t('printSlip')}
        </button>
      </div>
      <Slip referral={body} patient={patient.data} />
    </article>
  );
}

interface ActsProps {
  readonly detail: Detail;
  readonly actions: readonly Schema<'ActionView'>[];
  readonly onDone: () => void;
}

/** What the API lets me do now, as far as a village clinic does it: confirm, acknowledge, answer. */
function Acts({ detail, actions, onDone }: ActsProps) {
  const { t } = useSpeech();
  const [key, setKey] = useState(newKey);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const { id } = detail.body;
  const may = (action: string) => actions.some((one) => one.action === action);
  const act = async (write: (params: Params) => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await write({ path: { id }, header: { ...writeHeaders(key, detail.version), Prefer: 'wait=2' } });
      setKey(newKey());
      setText('');
      onDone();
    } catch (error) {
      setProblem(error instanceof Problem ? error : Problem.unreachable(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-label={t('whatToDo')}>
      <Refused problem={problem} onRetry={problem?.code === 'STALE_VERSION' ? onDone : undefined} />
      {may('confirm') ? (
        <button
          type="button"
          className="primary"
          disabled={busy}
          onClick={() => void act((params) => read(api.POST('/v1/referrals/{id}/confirmations', { params, body: {} })))}
        >
          {t('confirmUnit')}
        </button>
      ) : null}
      {may('acknowledge') || may('acknowledge-ending') ? (
        <button
          type="button"
          className="primary"
          disabled={busy}
          onClick={() =>
            void act((params) => read(api.POST('/v1/referrals/{id}/acknowledgements', { params, body: {} })))
          }
        >
          {t(may('acknowledge') ? 'acknowledge' : 'acknowledgeEnding')}
        </button>
      ) : null}
      {may('answer') ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void act((params) => read(api.POST('/v1/referrals/{id}/answers', { params, body: { text } })));
          }}
        >
          <label>
            {t('answer')}
            <textarea required rows={3} value={text} onChange={(event) => setText(event.target.value)} />
          </label>
          <button type="submit" className="primary" disabled={busy}>
            {t('sendAnswer')}
          </button>
        </form>
      ) : null}
    </section>
  );
}

interface Params {
  readonly path: { id: string };
  readonly header: ReturnType<typeof writeHeaders> & { Prefer: string };
}
