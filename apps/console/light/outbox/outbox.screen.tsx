import { showTime } from '../../time/time';
import { Mending } from '../form/mending';
import { Go, go } from '../route';
import { useSpeech } from '../speech';
import type { Session } from '../who';
import { deliver } from './courier';
import { useDrafts } from './delivery';
import type { Draft } from './draft';
import { discard, happen } from './outbox';

/** Every draft of this device with its fate: nothing is sent, refused or forgotten in silence. */
export function Outbox({ session, owner }: { readonly session: Session; readonly owner: string }) {
  const { t } = useSpeech();
  const drafts = useDrafts(owner);
  return (
    <>
      <h1>{t('tabs.outbox')}</h1>
      <p>{t('outboxHint')}</p>
      {drafts?.length === 0 ? <p>{t('noDrafts')}</p> : null}
      <ul className="cards">
        {drafts?.map((draft) => (
          <Card key={draft.id} draft={draft} onSend={() => void deliver(session, owner, true)} />
        ))}
      </ul>
    </>
  );
}

function Card({ draft, onSend }: { readonly draft: Draft; readonly onSend: () => void }) {
  const { t, language } = useSpeech();
  const { id, form, fate, referral, verdict, changedAt } = draft;
  const said = referral?.verdict ?? verdict;
  const hasLeft = draft.firstSentAt !== undefined;
  return (
    <li className={fate} aria-label={t(`wish.${form.wish}`)}>
      <p>
        <b>{t(`wish.${form.wish}`)}</b> {form.diagnoses[0]?.code} ·{' '}
        {showTime(new Date(changedAt).toISOString(), 'moment', language)}
      </p>
      <p role="status">
        {t(`fate.${fate}`)}
        {fate === 'waiting' && hasLeft ? ` ${t('answerLost')}` : ''}
        {referral ? ` ${referral.no}` : ''}
      </p>
      {said && fate !== 'refused' ? <p>{said[language]}</p> : null}
      {fate === 'refused' ? <Mending draft={draft} /> : null}
      <div className="actions">
        {fate === 'draft' || fate === 'refused' ? (
          <Go to={`/form/${id}`} className="button">
            {t(fate === 'refused' ? 'mend' : 'goOn')}
          </Go>
        ) : null}
        {fate === 'visited' ? (
          <button
            type="button"
            onClick={() =>
              void happen(id, 'refer', { form: { ...form, wish: 'up' } }).then((now) => now && go(`/form/${id}`))
            }
          >
            {t('referNow')}
          </button>
        ) : null}
        {fate === 'waiting' ? (
          <button type="button" onClick={onSend}>
            {t('sendNow')}
          </button>
        ) : null}
        {fate === 'doubtful' ? (
          <button type="button" onClick={() => void happen(id, 'resend', { firstSentAt: undefined, tryAt: 0 })}>
            {t('resend')}
          </button>
        ) : null}
        {referral ? (
          <Go to={`/referrals/${referral.id}`} className="button">
            {t('open')}
          </Go>
        ) : null}
        {fate === 'sending' || (fate === 'waiting' && hasLeft) ? null : (
          <button type="button" onClick={() => void discard(id)}>
            {t(fate === 'sent' || fate === 'visited' ? 'clear' : 'discard')}
          </button>
        )}
      </div>
    </li>
  );
}
