import { api, read, readVersioned } from '../../api/client';
import { textIn } from '../../language/in-language';
import { showTime } from '../../time/time';
import { useAsked, useLive } from '../ask';
import { patientOf } from '../lists';
import { useNames } from '../names';
import { Loading, Refused } from '../notice';
import { PersonName } from '../patients.screen';
import { useSpeech } from '../speech';
import { Acts } from './acts';
import { Due } from './due';
import { Slip } from './slip';

/** One referral: where it stands, what I must do now, and its slip for the patient. */
export function One({ owner, id }: { readonly owner: string; readonly id: string }) {
  const { t, language } = useSpeech();
  const names = useNames();
  const path = { path: { id } };
  const referral = useLive(`referral ${id}`, async () => ({
    ...(await readVersioned(api.GET('/v1/referrals/{id}', { params: path }))),
    actions: (await read(api.GET('/v1/referrals/{id}/actions', { params: path }))).actions,
  }));
  const patient = useAsked(`patient of ${id} ${referral.data?.body.patientId}`, async () =>
    referral.data ? patientOf(owner, referral.data.body.patientId) : undefined,
  );
  if (!referral.data) {
    return referral.pending ? <Loading /> : <Refused problem={referral.problem} onRetry={referral.ask} />;
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
          {t('to')} {names.house(body.to.institution)}
          {unit?.startsAt ? ` · ${showTime(unit.startsAt, 'moment', language)} ${unit.place ?? ''}` : ''}
        </p>
        <Due owner={body.owner} dueAt={body.dueAt} />
        {said ? <p>{textIn(language, said)}</p> : null}
        {outcome ? (
          <p>
            <b>{t('outcome')}</b> {t(`outcomes.${outcome.outcome}`)} {outcome.adviceToFamilyDoctor ?? ''}
          </p>
        ) : null}
        <Acts detail={referral.data} actions={actions} onDone={referral.ask} />
        <div className="actions">
          <button type="button" onClick={() => print()}>
            {t('printSlip')}
          </button>
          <button type="button" onClick={referral.ask}>
            {t('refresh')}
          </button>
        </div>
      </div>
      <Slip referral={body} patient={patient.data} />
    </article>
  );
}
