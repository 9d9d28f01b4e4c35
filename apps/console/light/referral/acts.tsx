import { type FormEvent, type ReactNode, useState } from 'react';
import { api, read, type Schema, type Versioned } from '../../api/client';
import { Refused } from '../notice';
import { useSpeech } from '../speech';
import { useReferralAct } from './use-referral-act';

interface Props {
  readonly detail: Versioned<Schema<'ReferralDetail'>>;
  readonly actions: readonly Schema<'ActionView'>[];
  readonly onDone: () => void;
}

/** What the API lets me do now, as far as a village clinic does it: confirm, acknowledge, answer. */
export function Acts({ detail, actions, onDone }: Props) {
  const { t } = useSpeech();
  const { act, isBusy, problem } = useReferralAct(detail, onDone);
  const may = (action: string) => actions.some((one) => one.action === action);
  const confirm = () =>
    act(['confirm'], (params) => read(api.POST('/v1/referrals/{id}/confirmations', { params, body: {} })));
  const acknowledge = () =>
    act(['acknowledge'], (params) => read(api.POST('/v1/referrals/{id}/acknowledgements', { params, body: {} })));
  const answer = (text: string) =>
    act(['answer', text], (params) => read(api.POST('/v1/referrals/{id}/answers', { params, body: { text } })));
  return (
    <section aria-label={t('whatToDo')}>
      <Refused problem={problem} onRetry={problem?.code === 'STALE_VERSION' ? onDone : undefined} />
      {may('complete-form') ? (
        <a className="button" href={`/referrals/${detail.body.id}`}>
          {t('completeForm')}
        </a>
      ) : null}
      {may('confirm') ? (
        <ActButton isBusy={isBusy} onAct={confirm}>
          {t('confirmUnit')}
        </ActButton>
      ) : null}
      {may('acknowledge') || may('acknowledge-ending') ? (
        <ActButton isBusy={isBusy} onAct={acknowledge}>
          {t(may('acknowledge') ? 'acknowledge' : 'acknowledgeEnding')}
        </ActButton>
      ) : null}
      {may('answer') ? <Answer isBusy={isBusy} onAnswer={answer} /> : null}
    </section>
  );
}

interface ButtonProps {
  readonly isBusy: boolean;
  readonly onAct: () => Promise<boolean>;
  readonly children: ReactNode;
}

function ActButton({ isBusy, onAct, children }: ButtonProps) {
  return (
    <button type="button" className="primary" disabled={isBusy} onClick={() => void onAct()}>
      {children}
    </button>
  );
}

interface AnswerProps {
  readonly isBusy: boolean;
  readonly onAnswer: (text: string) => Promise<boolean>;
}

function Answer({ isBusy, onAnswer }: AnswerProps) {
  const { t } = useSpeech();
  const [text, setText] = useState('');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (await onAnswer(text)) setText('');
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <label>
        {t('answer')}
        <textarea required rows={3} value={text} onChange={({ target }) => setText(target.value)} />
      </label>
      <button type="submit" className="primary" disabled={isBusy}>
        {t('sendAnswer')}
      </button>
    </form>
  );
}
