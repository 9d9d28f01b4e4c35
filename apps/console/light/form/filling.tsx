import type { FormEvent } from 'react';
import { countyNow } from '../../time/county-time';
import type { Draft } from '../outbox/draft';
import { useSpeech } from '../speech';
import { Advice } from './advice';
import { Diagnoses } from './diagnoses';
import { EmergencyPart } from './emergency-part';
import { Text, Vitals } from './fields';
import type { LightForm, Wish } from './light-form';
import { Mending } from './mending';
import { UpPart } from './up-part';
import { useKeptForm } from './use-kept-form';
import { Stranger, Whom } from './whom';

interface Props {
  /** The draft as it was opened. */
  readonly first: Draft;
  readonly owner: string;
}

/** A visit, an up-referral or an emergency being written, and the ways to send it. */
export function Filling({ first, owner }: Props) {
  const { t, language } = useSpeech();
  const { form, set, send, trouble } = useKeptForm(first);
  const isEmergency = form.wish === 'emergency';
  const setVitals = (vitals: LightForm['vitals']) => set({ vitals, measuredAt: new Date(countyNow()).toISOString() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(form.wish);
  };
  return (
    <form className="form" onSubmit={submit}>
      <h1>{t(isEmergency ? 'emergency' : 'formTitle')}</h1>
      {trouble ? (
        <div className="alert" role="alert">
          {t(trouble)}
        </div>
      ) : null}
      <Mending draft={first} />
      {form.stranger ? (
        <Stranger />
      ) : (
        <>
          <Whom owner={owner} id={form.patientId!} />
          <Turn isEmergency={isEmergency} onTurn={(wish) => set({ wish })} />
        </>
      )}
      {first.visitId ? (
        <p role="status">
          {t('visitDone')} {first.verdict?.[language]}
        </p>
      ) : null}
      <Text
        name="complaint"
        value={form.complaint}
        onChange={(complaint) => set({ complaint })}
        required
        fewest={isEmergency ? 2 : 4}
        most={100}
      />
      <Diagnoses value={form.diagnoses} required={!isEmergency} onChange={(diagnoses) => set({ diagnoses })} />
      <Vitals value={form.vitals} required={form.urgency === 'U2' && !isEmergency} onChange={setVitals} />
      {isEmergency ? (
        <>
          <EmergencyPart form={form} set={set} />
          <p>
            {t('emergencyHint')} <a href="tel:120">{t('call')}</a>
          </p>
        </>
      ) : (
        <>
          <Advice form={form} />
          <UpPart form={form} set={set} unfolded={first.refusal !== undefined} />
        </>
      )}
      <div className={isEmergency ? 'actions at-hand' : 'actions'}>
        <button type="submit" className={isEmergency ? 'danger' : 'primary'}>
          {t(isEmergency ? 'sendEmergency' : 'sendUp')}
        </button>
        {isEmergency || first.visitId ? null : (
          <button
            type="button"
            disabled={form.complaint.trim().length === 0 || form.diagnoses.length === 0}
            onClick={() => void send('visit')}
          >
            {t('saveVisit')}
          </button>
        )}
      </div>
    </form>
  );
}

/** Makes an emergency of it, or not one after all. */
function Turn({ isEmergency, onTurn }: { readonly isEmergency: boolean; readonly onTurn: (wish: Wish) => void }) {
  const { t } = useSpeech();
  return (
    <button
      type="button"
      className={isEmergency ? undefined : 'danger'}
      onClick={() => onTurn(isEmergency ? 'up' : 'emergency')}
    >
      {t(isEmergency ? 'notEmergency' : 'toEmergency')}
    </button>
  );
}
