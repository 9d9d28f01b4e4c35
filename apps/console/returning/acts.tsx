import { App, Button, Flex, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useAct } from '../act/act';
import { ProblemAlert } from '../problem/problem-alert';
import { type Referral, useActions } from '../referral/use-referral';
import { InstantInput } from '../time/instant-input';
import { AT_ONCE, type Step, send } from './steps';

/** What the team may do with a hand-back now: accept it, reach the patient, take him over. */
export function Acts({ referral }: { readonly referral: Pick<Referral, 'id' | 'version' | 'patientId'> }) {
  const { t } = useTranslation('returning');
  const { message } = App.useApp();
  const { id, patientId } = referral;
  const actions = useActions(id);
  const step = useAct(async (wanted: Step, key: string) => send(id, await versionNow(), wanted, key));
  const [contactAt, setContactAt] = useState<string>();
  const [attempt, setAttempt] = useState('');
  const allowed = new Set(actions.data?.actions.map(({ action }) => action));
  /**
   * The version of which it was said what may be done; the referral beside it may be a moment older. A click while that is
   * being asked waits for the answer: on a button that is closed meanwhile it would be lost without a word.
   */
  const versionNow = async () => {
    const { data } = actions.isFetching ? await actions.refetch({ cancelRefetch: false }) : actions;
    return data?.version ?? referral.version;
  };
  const take = (wanted: Step) =>
    step.mutate(wanted, {
      onSuccess: () => {
        if (wanted.action === 'record-contact-attempt') setAttempt('');
        void message.success(t(`done.${wanted.action}`));
      },
    });
  return (
    <Flex vertical gap="small" role="group" aria-label={t('acts')} style={{ marginTop: 12 }}>
      {actions.isError ? <ProblemAlert error={actions.error} onRetry={() => void actions.refetch()} /> : null}
      {step.isError ? <ProblemAlert error={step.error} /> : null}
      <Flex gap="small" wrap align="center">
        {AT_ONCE.filter((action) => allowed.has(action)).map((action) => (
          <Button
            key={action}
            type={action === 'accept' || action === 'record-arrival' ? 'primary' : 'default'}
            loading={step.isPending && step.variables.action === action}
            onClick={() => take({ action })}
          >
            {t(`act.${action}`)}
          </Button>
        ))}
        <Link to={`/referrals/${id}`}>{t('act.other')}</Link>
        <Link to={`/patients/${patientId}/refer?parent=${id}`}>{t('act.upAgain')}</Link>
      </Flex>
      {allowed.has('set-first-contact') ? (
        <Flex gap="small" wrap align="end">
          <label htmlFor={`contact-${id}`}>{t('contactAt')}</label>
          <InstantInput id={`contact-${id}`} style={{ width: 240 }} value={contactAt} onChange={setContactAt} />
          <Button
            disabled={!contactAt}
            onClick={() => contactAt && take({ action: 'set-first-contact', at: contactAt })}
          >
            {t('act.set-first-contact')}
          </Button>
        </Flex>
      ) : null}
      {allowed.has('record-contact-attempt') ? (
        <Flex gap="small" wrap align="end">
          <label htmlFor={`attempt-${id}`}>{t('attempt')}</label>
          <Input
            id={`attempt-${id}`}
            style={{ width: 280 }}
            value={attempt}
            maxLength={500}
            onChange={({ target }) => setAttempt(target.value)}
          />
          <Button
            loading={step.isPending && step.variables.action === 'record-contact-attempt'}
            onClick={() => take({ action: 'record-contact-attempt', text: attempt.trim() })}
          >
            {t('act.record-contact-attempt')}
          </Button>
        </Flex>
      ) : null}
    </Flex>
  );
}
